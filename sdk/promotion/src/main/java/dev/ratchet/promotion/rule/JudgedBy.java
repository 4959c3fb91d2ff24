/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/** Which number is held against a limit. */
public enum JudgedBy {
    /** The bound on the bad side of the interval: the limit is kept for sure. */
    BOUND,
    /** The estimate: about half of the models that just miss the limit pass. */
    ESTIMATE
}
