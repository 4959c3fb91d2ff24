/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the statistics. */
@org.jspecify.annotations.NullMarked
package dev.ratchet.promotion.statistics;
