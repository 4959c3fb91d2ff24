/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

/** Which paired test compares two models on a metric. */
public enum Comparison {
    /** A t test of the differences of per-row losses. */
    PAIRED_T,
    /** McNemar's test of the rows that only one model tells right. */
    MC_NEMAR,
    /** DeLong's test of two ROC AUCs. */
    DE_LONG,
    /** A bootstrap that draws rows and computes both models on them. */
    BOOTSTRAP
}
