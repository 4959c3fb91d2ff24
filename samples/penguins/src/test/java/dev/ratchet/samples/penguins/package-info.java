/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the sample. */
@NullMarked
package dev.ratchet.samples.penguins;

import org.jspecify.annotations.NullMarked;
