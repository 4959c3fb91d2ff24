/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tells whether tables are there without touching them, because they need not be. */
@NullMarked
package dev.ratchet.promotion.internal.tables;

import org.jspecify.annotations.NullMarked;
