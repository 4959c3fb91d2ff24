/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The mean of rows and what its standard error is made of, which can be continued and merged: the moments of parts add up to
 * those of the whole, to within rounding, and without the cancellation of sums of squares (T. F. Chan, G. H. Golub and R. J.
 * LeVeque 1983, doi:10.1080/00031305.1983.10483115, with weights). Immutable.
 *
 * @param rows that count, which have a weight above 0
 * @param weight their sum of weights
 * @param squaredWeight their sum of squared weights
 * @param mean their weighted mean; 0 when there are none
 * @param drift the sum of squared weights times deviations from the mean; 0 where all count alike
 * @param spread the sum of squared weights times squared deviations from the mean
 */
public record Moments(long rows, double weight, double squaredWeight, double mean, double drift, double spread) {

    /** Of no rows. */
    public static final Moments NONE = new Moments(0, 0, 0, 0, 0, 0);

    /**
     * The moments of rows.
     *
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are no rows, lengths differ, a value is not finite, or weights are not allowed
     */
    public static Moments of(double[] values, double @Nullable [] weights) {
        return ofGroups(new int[values.length], 1, values, weights)[0];
    }

    /**
     * The moments of each group of rows, in two passes over all rows.
     *
     * @param group the number of each row's group, from 0
     * @param groups how many groups there are; one without rows has the moments {@link #NONE}
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException as {@link #of}
     */
    public static Moments[] ofGroups(int[] group, int groups, double[] values, double @Nullable [] weights) {
        Checks.sameLength(values.length, "groups", group.length);
        if (weights != null) {
            Checks.sameLength(values.length, "weights", weights.length);
        }
        Checks.notEmpty(values.length);
        Checks.finite("value", values);
        Checks.weights(values.length, weights);
        CompensatedSum[] sums = sums(groups);
        CompensatedSum[] weightSums = sums(groups);
        CompensatedSum[] squaredWeights = sums(groups);
        long[] rows = new long[groups];
        for (int row = 0; row < values.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            if (weight > 0) {
                int own = group[row];
                rows[own]++;
                sums[own].add(weight * values[row]);
                weightSums[own].add(weight);
                squaredWeights[own].add(weight * weight);
            }
        }
        double[] means = new double[groups];
        Arrays.setAll(means, own -> rows[own] == 0 ? 0 : sums[own].value() / weightSums[own].value());
        CompensatedSum[] drifts = sums(groups);
        CompensatedSum[] spreads = sums(groups);
        for (int row = 0; row < values.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            int own = group[row];
            double deviation = values[row] - means[own];
            drifts[own].add(weight * weight * deviation);
            spreads[own].add(weight * weight * deviation * deviation);
        }
        Moments[] moments = new Moments[groups];
        Arrays.setAll(
                moments,
                own -> new Moments(
                        rows[own],
                        weightSums[own].value(),
                        squaredWeights[own].value(),
                        means[own],
                        drifts[own].value(),
                        spreads[own].value()));
        return moments;
    }

    private static CompensatedSum[] sums(int groups) {
        CompensatedSum[] sums = new CompensatedSum[groups];
        Arrays.setAll(sums, group -> new CompensatedSum());
        return sums;
    }

    /** The moments of both parts together. */
    public Moments plus(Moments other) {
        if (rows == 0) {
            return other;
        }
        if (other.rows == 0) {
            return this;
        }
        double all = weight + other.weight;
        double center = mean + (other.mean - mean) * (other.weight / all);
        Moments own = around(center);
        Moments others = other.around(center);
        return new Moments(
                rows + other.rows,
                all,
                squaredWeight + other.squaredWeight,
                center,
                own.drift + others.drift,
                own.spread + others.spread);
    }

    /**
     * The same moments.
     *
     * @throws UndefinedMetricException if no row counts, so that there is no mean
     */
    public Moments requireRows() {
        if (rows == 0) {
            throw new UndefinedMetricException(
                    Reason.BAD_WEIGHTS, "No row here has a weight above 0, so the mean has no value.");
        }
        return this;
    }

    private Moments around(double center) {
        double shift = mean - center;
        return new Moments(
                rows,
                weight,
                squaredWeight,
                center,
                drift + shift * squaredWeight,
                spread + 2 * shift * drift + shift * shift * squaredWeight);
    }

    /**
     * The mean with its standard error. Weighted rows count as so many as their weights are worth (L. Kish 1965, <i>Survey
     * Sampling</i>).
     *
     * @throws UndefinedMetricException if fewer than 2 rows count
     */
    public Estimate estimate() {
        if (rows < 2) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW,
                    "The interval of a mean needs at least 2 rows, and there "
                            + (rows == 1 ? "is 1." : "are none that count."));
        }
        double effective = weight * weight / squaredWeight;
        double variance = Math.max(0, spread) / (weight * weight) * effective / (effective - 1);
        return Estimate.of(mean, Math.sqrt(variance), effective - 1);
    }
}
