/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of what a decision leaves behind. */
@org.jspecify.annotations.NullMarked
package dev.ratchet.promotion.record;
