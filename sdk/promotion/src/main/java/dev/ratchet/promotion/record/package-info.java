/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a decision leaves behind, so that others can read, check and compute it again. */
@NullMarked
package dev.ratchet.promotion.record;

import org.jspecify.annotations.NullMarked;
