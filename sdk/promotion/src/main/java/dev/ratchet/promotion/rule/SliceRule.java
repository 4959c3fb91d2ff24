/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

import java.util.List;

/**
 * The candidate is not worse than the champion in any slice of the rows.
 *
 * @param columns whose values tell the slices apart; at least one
 * @param metric its name
 * @param margin absolute or a share of the champion's value in the slice
 * @param minimumRows slices with fewer rows are too small to be judged
 * @param demand what has to be shown
 * @param small what slices mean that are too small
 */
public record SliceRule(List<String> columns, String metric, Margin margin, int minimumRows, Demand demand, Small small)
        implements Rule {

    /** Rows that a slice needs when the policy does not say. */
    public static final int MINIMUM_ROWS = 50;

    /** What has to be shown of slices. */
    public enum Demand {
        /** That each is no worse by the margin. All have to pass, so no correction is needed. */
        NO_WORSE("no-worse"),
        /** Nothing, unless one is worse by more than the margin after Holm's correction for all slices. */
        NOT_SHOWN_WORSE("not-shown-worse");

        private final String text;

        Demand(String text) {
            this.text = text;
        }

        /** As a policy writes it. */
        public String text() {
            return text;
        }
    }

    /** What slices mean that are too small. */
    public enum Small {
        /** Nothing is known of them, so nothing is promoted. */
        HOLD("hold"),
        /** They are listed, and do not count. */
        REPORT("report");

        private final String text;

        Small(String text) {
            this.text = text;
        }

        /** As a policy writes it. */
        public String text() {
            return text;
        }
    }

    /** Checks columns and rows. */
    public SliceRule {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A rule for slices needs a column, as columns: [site].");
        }
        if (minimumRows < 1) {
            throw new IllegalArgumentException(
                    "minimum-rows is " + minimumRows + ": at least 1 is allowed, and 50 is usual.");
        }
    }

    /** Slices of one column of at least 50 rows, each to be shown no worse. */
    public static SliceRule of(String column, String metric, Margin margin) {
        return new SliceRule(List.of(column), metric, margin, MINIMUM_ROWS, Demand.NO_WORSE, Small.HOLD);
    }

    @Override
    public String title() {
        return metric + " by " + String.join(", ", columns);
    }
}
