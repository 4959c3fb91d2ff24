/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tells handwritten digits apart: several classes, their figures one by one, and which of them are weak. */
@NullMarked
package dev.ratchet.samples.digits;

import org.jspecify.annotations.NullMarked;
