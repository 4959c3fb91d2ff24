/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Figures about data that is seen once, in memory that does not grow with the number of rows. */
@NullMarked
package dev.ratchet.data.internal.profile;

import org.jspecify.annotations.NullMarked;
