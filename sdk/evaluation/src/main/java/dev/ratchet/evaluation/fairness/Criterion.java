/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import java.util.Locale;

/** What is compared between groups. Differences are fair at 0, ratios at 1. */
public enum Criterion {
    /** The highest selection rate less the lowest. */
    DEMOGRAPHIC_PARITY_DIFFERENCE,
    /** The lowest selection rate as a share of the highest: disparate impact; below 0.8 the four-fifths rule fails. */
    DEMOGRAPHIC_PARITY_RATIO,
    /** The highest true positive rate less the lowest. */
    EQUAL_OPPORTUNITY_DIFFERENCE,
    /** The lowest true positive rate as a share of the highest. */
    EQUAL_OPPORTUNITY_RATIO,
    /** The larger one of the differences of true and of false positive rates. */
    EQUALIZED_ODDS_DIFFERENCE,
    /** The smaller one of the ratios of true and of false positive rates. */
    EQUALIZED_ODDS_RATIO;

    /** The name under which it is logged: {@code demographic_parity_difference}, ... */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether 1 is fair, and not 0. */
    public boolean isRatio() {
        return name().endsWith("RATIO");
    }
}
