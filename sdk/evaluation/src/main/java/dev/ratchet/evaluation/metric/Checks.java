/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

/** What rows must be before a metric is computed from them; each check names the first row that breaks it. */
final class Checks {

    private static final double SUM_TOLERANCE = 1e-6;

    private Checks() {}

    static void sameLength(int rows, String what, int others) {
        if (rows != others) {
            throw new UndefinedMetricException(
                    Reason.LENGTH_MISMATCH,
                    "There are " + rows + " labels and " + others + " " + what + ": each row needs both.");
        }
    }

    static void notEmpty(int rows) {
        if (rows == 0) {
            throw new UndefinedMetricException(Reason.EMPTY, "There are no rows, so no metric has a value.");
        }
    }

    static void finite(String what, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new UndefinedMetricException(
                        Reason.NON_FINITE,
                        "The " + what + " of row " + row + " is " + values[row]
                                + ": leave such rows out, or replace what is missing, before a metric is computed.");
            }
        }
    }

    static void binary(String what, int[] values) {
        for (int row = 0; row < values.length; row++) {
            if (values[row] != 0 && values[row] != 1) {
                throw new UndefinedMetricException(
                        Reason.BAD_LABEL,
                        "The " + what + " of row " + row + " is " + values[row]
                                + ": 0 and 1 are allowed, 1 is positive.");
            }
        }
    }

    static void classes(String what, int[] values, int classes) {
        for (int row = 0; row < values.length; row++) {
            if (values[row] < 0 || values[row] >= classes) {
                throw new UndefinedMetricException(
                        Reason.BAD_LABEL,
                        "The " + what + " of row " + row + " is class " + values[row]
                                + ", and there are the classes 0 to " + (classes - 1) + ".");
            }
        }
    }

    static void probabilities(double[] values) {
        for (int row = 0; row < values.length; row++) {
            probability(row, values[row]);
        }
    }

    private static void probability(int row, double value) {
        if (value < 0 || value > 1) {
            throw new UndefinedMetricException(
                    Reason.BAD_PROBABILITY, "A probability of row " + row + " is " + value + ": 0 to 1 is allowed.");
        }
    }

    /** Each row has a probability for each class, and they sum to 1. */
    static void distributions(double[][] rows, int classes) {
        for (int row = 0; row < rows.length; row++) {
            sameLength(classes, "probabilities in row " + row, rows[row].length);
        }
        for (double[] row : rows) {
            finite("probability", row);
        }
        for (int row = 0; row < rows.length; row++) {
            double sum = 0;
            for (double value : rows[row]) {
                probability(row, value);
                sum += value;
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new UndefinedMetricException(
                        Reason.BAD_PROBABILITY,
                        "The probabilities of row " + row + " sum to " + sum + ": they must sum to 1, to within "
                                + SUM_TOLERANCE + ".");
            }
        }
    }

    static void weights(int rows, double @Nullable [] weights) {
        if (weights == null) {
            return;
        }
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0) || weights[row] == Double.POSITIVE_INFINITY) {
                throw new UndefinedMetricException(
                        Reason.BAD_WEIGHTS,
                        "The weight of row " + row + " is " + weights[row]
                                + ": finite weights of at least 0 are allowed.");
            }
            sum += weights[row];
        }
        if (sum == 0) {
            throw new UndefinedMetricException(
                    Reason.BAD_WEIGHTS, "All " + rows + " weights are 0: at least one row must count.");
        }
    }

    static void argument(boolean allowed, String message) {
        if (!allowed) {
            throw new UndefinedMetricException(Reason.BAD_ARGUMENT, message);
        }
    }
}
