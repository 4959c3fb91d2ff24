/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

/** What input must be before a test is made. */
final class Require {

    private Require() {}

    static void argument(boolean allowed, String message) {
        if (!allowed) {
            throw new UndefinedMetricException(Reason.BAD_ARGUMENT, message);
        }
    }

    /** A probability that is neither 0 nor 1: a confidence, a level of error, a power. */
    static double level(String what, double value) {
        argument(value > 0 && value < 1, "The " + what + " is " + value + ": above 0 and below 1 is allowed.");
        return value;
    }

    static void margin(double margin) {
        argument(
                margin >= 0 && margin < Double.POSITIVE_INFINITY,
                "The margin is " + margin + ": a finite number of at least 0 is allowed.");
    }

    static void values(String what, double[] values, int atLeast) {
        if (values.length == 0) {
            throw new UndefinedMetricException(Reason.EMPTY, "There are no " + what + ", so nothing can be tested.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new UndefinedMetricException(
                        Reason.NON_FINITE,
                        "Number " + i + " of the " + what + " is " + values[i] + ", and a test"
                                + " needs finite numbers.");
            }
        }
        if (values.length < atLeast) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW,
                    "The test needs at least " + atLeast + " " + what + ", and there is " + values.length + ".");
        }
    }

    static void sameLength(int first, int second) {
        if (first != second) {
            throw new UndefinedMetricException(
                    Reason.LENGTH_MISMATCH,
                    "The models have " + first + " and " + second + " rows: a paired test needs both for each row.");
        }
    }

    static UndefinedMetricException noSpread(String message) {
        return new UndefinedMetricException(Reason.ZERO_VARIANCE, message);
    }
}
