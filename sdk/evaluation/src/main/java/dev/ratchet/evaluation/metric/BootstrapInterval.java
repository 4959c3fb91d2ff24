/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Arrays;

/**
 * The interval of a statistic from its values on resampled rows: bias-corrected and accelerated (B. Efron 1987,
 * doi:10.1080/01621459.1987.10478410), with the plain percentiles beside it. Draw at least 10,000 resamples where a
 * decision hangs on it.
 *
 * @param standardError the standard deviation of the resampled values
 * @param bias how far their median is from the estimate, in normal quantiles; Efron's z0
 * @param lowerProbability the share of resampled values below the lower limit
 * @param upperProbability the share below the upper limit
 * @param bca the interval
 * @param percentile the interval without correction
 */
public record BootstrapInterval(
        double standardError,
        double bias,
        double lowerProbability,
        double upperProbability,
        Interval bca,
        Interval percentile) {

    private static final double SAME = 1e-12;

    /**
     * Computes the interval.
     *
     * @param resampled the statistic on each resample; it is not changed
     * @param estimate the statistic on all rows
     * @param acceleration how fast the standard error changes with the statistic, from {@link Jackknife}
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if there are no resamples, a value is not finite, or all lie on one side of the
     *     estimate
     */
    public static BootstrapInterval of(double[] resampled, double estimate, double acceleration, double confidence) {
        Checks.notEmpty(resampled.length);
        Checks.finite("statistic", resampled);
        Checks.finite("estimate", new double[] {estimate, acceleration});
        double tail = Normal.tail(confidence);
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        double bias = bias(sorted, estimate);
        double lower = adjusted(bias, acceleration, tail);
        double upper = adjusted(bias, acceleration, 1 - tail);
        return new BootstrapInterval(
                standardError(sorted),
                bias,
                lower,
                upper,
                new Interval(Quantiles.type7(sorted, lower), Quantiles.type7(sorted, upper)),
                new Interval(Quantiles.type7(sorted, tail), Quantiles.type7(sorted, 1 - tail)));
    }

    private static double bias(double[] resampled, double estimate) {
        double slack = SAME * Math.max(1, Math.abs(estimate));
        double below = 0;
        for (double value : resampled) {
            if (Math.abs(value - estimate) <= slack) {
                below += 0.5;
            } else if (value < estimate) {
                below++;
            }
        }
        if (below == 0 || below == resampled.length) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    "All " + resampled.length + " resampled values lie on one side of the estimate " + estimate
                            + ", so their bias cannot be corrected.");
        }
        return Normal.quantile(below / resampled.length);
    }

    private static double adjusted(double bias, double acceleration, double probability) {
        double shifted = bias + Normal.quantile(probability);
        return Normal.cumulative(bias + shifted / (1 - acceleration * shifted));
    }

    private static double standardError(double[] values) {
        double mean = CompensatedSum.mean(values);
        CompensatedSum squares = new CompensatedSum();
        for (double value : values) {
            squares.add((value - mean) * (value - mean));
        }
        return Math.sqrt(squares.value() / values.length);
    }
}
