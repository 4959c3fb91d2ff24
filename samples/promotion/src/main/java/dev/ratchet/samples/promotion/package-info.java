/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Shows what is promoted, what is held and what is rejected, and the way back. */
@NullMarked
package dev.ratchet.samples.promotion;

import org.jspecify.annotations.NullMarked;
