/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Columns in Arrow memory: who holds them, how cells are read and written, how batches flow. */
@NullMarked
package dev.ratchet.data.internal.arrow;

import org.jspecify.annotations.NullMarked;
