/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/**
 * The candidate's own value, whatever the champion's.
 *
 * @param metric its name
 * @param side which side of the limit is allowed; the limit itself is
 * @param limit a finite number
 * @param judgedBy the number that is held against it
 */
public record Threshold(String metric, Side side, double limit, JudgedBy judgedBy) implements Guard {

    /** Which side of a limit is allowed. */
    public enum Side {
        /** The limit and above. */
        AT_LEAST,
        /** The limit and below. */
        AT_MOST;

        /** As a policy writes it. */
        public String text() {
            return this == AT_LEAST ? "at-least" : "at-most";
        }
    }

    /** Checks the limit. */
    public Threshold {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("The limit of '" + metric + "' is " + limit + ": a number is needed.");
        }
    }

    @Override
    public String title() {
        return metric + " " + side.text() + " " + limit;
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }
}
