/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/**
 * How far the candidate's rates may differ between groups of people. For predictions of two classes.
 *
 * @param measure which rates
 * @param column the column with each row's group
 * @param atMost the largest allowed difference between two groups, 0 to 1
 * @param judgedBy the upper bound of the difference of the two most different groups, or the difference itself
 */
public record FairnessGap(Measure measure, String column, double atMost, JudgedBy judgedBy) implements Guard {

    /** Which rates are compared. */
    public enum Measure {
        /** How often groups are predicted positive. */
        DEMOGRAPHIC_PARITY("demographic-parity"),
        /** How often positive rows of groups are found. */
        EQUAL_OPPORTUNITY("equal-opportunity"),
        /** The same, and how often negative rows are predicted positive. */
        EQUALIZED_ODDS("equalized-odds");

        private final String text;

        Measure(String text) {
            this.text = text;
        }

        /** As a policy writes it. */
        public String text() {
            return text;
        }
    }

    /** Checks the limit. */
    public FairnessGap {
        if (!(atMost >= 0 && atMost <= 1)) {
            throw new IllegalArgumentException(
                    "The largest gap of " + measure.text() + " is " + atMost + ": 0 to 1 is allowed.");
        }
    }

    @Override
    public String title() {
        return measure.text() + " by " + column;
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }
}
