/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.List;

/** The acceleration of a statistic from its values with one row, or one cluster of rows, left out. */
public final class Jackknife {

    private Jackknife() {}

    /**
     * The acceleration of rows that were drawn from one population.
     *
     * @param leftOut the statistic without each of the rows
     * @throws UndefinedMetricException if there are fewer than 2, a value is not finite, or all are equal
     */
    public static double acceleration(double[] leftOut) {
        return acceleration(List.of(leftOut));
    }

    /**
     * The acceleration of rows that were drawn from strata of fixed sizes (A. C. Davison and D. V. Hinkley 1997,
     * <i>Bootstrap Methods and their Application</i>).
     *
     * @param leftOut for each stratum the statistic without each of its rows
     * @throws UndefinedMetricException as {@link #acceleration(double[])}
     */
    public static double acceleration(List<double[]> leftOut) {
        CompensatedSum cubes = new CompensatedSum();
        CompensatedSum squares = new CompensatedSum();
        for (double[] stratum : leftOut) {
            int n = stratum.length;
            Checks.notEmpty(n);
            Checks.finite("statistic", stratum);
            if (n < 2) {
                throw new UndefinedMetricException(
                        Reason.TOO_FEW, "A bootstrap interval needs at least 2 rows, or clusters, and there is 1.");
            }
            double mean = CompensatedSum.mean(stratum);
            for (double value : stratum) {
                // Influences: (n - 1) times the difference, divided by n.
                double influence = (n - 1) * (mean - value) / n;
                cubes.add(influence * influence * influence);
                squares.add(influence * influence);
            }
        }
        if (squares.value() == 0) {
            throw new UndefinedMetricException(
                    Reason.ZERO_VARIANCE,
                    "The statistic is the same whichever row is left out, so it has no interval.");
        }
        return cubes.value() / (6 * Math.pow(squares.value(), 1.5));
    }
}
