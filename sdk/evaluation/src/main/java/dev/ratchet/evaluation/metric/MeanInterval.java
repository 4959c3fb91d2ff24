/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.TDistribution;

/** The interval of a mean. */
public final class MeanInterval {

    private MeanInterval() {}

    /**
     * The t interval of the mean of rows (Student 1908, doi:10.1093/biomet/6.1.1).
     *
     * @param values of the rows
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if a value is not finite or too large to be squared, there are fewer than 2,
     *     or all are equal
     */
    public static Interval of(double[] values, double confidence) {
        double tail = Normal.tail(confidence);
        Checks.notEmpty(values.length);
        Checks.finite("value", values);
        int n = values.length;
        if (n < 2) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW, "The interval of a mean needs at least 2 rows, and there is 1.");
        }
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            sum.add(value);
        }
        double mean = sum.value() / n;
        CompensatedSum squares = new CompensatedSum();
        for (double value : values) {
            squares.add((value - mean) * (value - mean));
        }
        if (squares.value() == 0) {
            throw new UndefinedMetricException(
                    Reason.ZERO_VARIANCE, "All rows have the same value " + mean + ", so its mean has no interval.");
        }
        if (!Double.isFinite(squares.value())) {
            throw new UndefinedMetricException(
                    Reason.NON_FINITE, "The rows are too far apart to be squared, so their mean has no interval.");
        }
        double half =
                TDistribution.of(n - 1).inverseSurvivalProbability(tail) * Math.sqrt(squares.value() / (n - 1) / n);
        return new Interval(mean - half, mean + half);
    }
}
