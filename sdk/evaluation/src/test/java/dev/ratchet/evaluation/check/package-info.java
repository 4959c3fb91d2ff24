/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of this package. */
@NullMarked
package dev.ratchet.evaluation.check;

import org.jspecify.annotations.NullMarked;
