/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The rank test of two samples that are not paired (H. B. Mann and D. R. Whitney 1947, doi:10.1214/aoms/1177730491).
 * Immutable.
 *
 * @param first how many values the first sample has
 * @param second how many the second has
 * @param u the pairs in which the first one's value is higher, ties counting half
 * @param ties the sum of t³ - t over groups of t tied values
 */
public record MannWhitney(int first, int second, double u, double ties) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int EXACT_ROWS = 50;

    /**
     * Tests two samples.
     *
     * @throws UndefinedMetricException if one is empty, a value is not finite, or all are equal
     */
    public static MannWhitney of(double[] first, double[] second) {
        Require.values("values", first, 1);
        Require.values("values", second, 1);
        double[] all =
                DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
        Midranks ranks = Midranks.of(all);
        double n = all.length;
        if (ranks.ties() == n * n * n - n) {
            throw Require.noSpread("All " + all.length + " values are equal, which ranks nothing.");
        }
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += ranks.ranks()[i];
        }
        return new MannWhitney(
                first.length, second.length, sum - first.length * (first.length + 1.0) / 2, ranks.ties());
    }

    /** The two-sided p-value by the normal distribution with continuity correction. */
    public double pTwoSided() {
        return twoSided(0.5);
    }

    /** The same without correction. */
    public double pTwoSidedUncorrected() {
        return twoSided(0);
    }

    /** The probability that the first sample is at least as high, by the normal distribution with correction. */
    public double pGreater() {
        return NORMAL.survivalProbability((u - mean() - 0.5) / deviation());
    }

    /**
     * The exact two-sided p-value.
     *
     * @throws UndefinedMetricException if there are ties or at least 50 values in a sample
     */
    public double pExact() {
        if (ties > 0 || first >= EXACT_ROWS || second >= EXACT_ROWS) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    "The exact rank test takes fewer than " + EXACT_ROWS
                            + " values of each sample without ties: use the normal one.");
        }
        double[] counts = counts();
        double all = Arrays.stream(counts).sum();
        double atMost = 0;
        for (int value = 0; value <= Math.min(u, first * second - u); value++) {
            atMost += counts[value];
        }
        return Math.min(1, 2 * atMost / all);
    }

    /** How many orders of both samples give each u. */
    private double[] counts() {
        // ways[m][u] of the samples so far: the highest value is of the first sample, above m others, or of the second.
        double[][] ways = new double[second + 1][first * second + 1];
        for (double[] own : ways) {
            own[0] = 1;
        }
        for (int n = 1; n <= first; n++) {
            double[][] next = new double[second + 1][first * second + 1];
            next[0][0] = 1;
            for (int m = 1; m <= second; m++) {
                for (int value = 0; value <= n * m; value++) {
                    next[m][value] = next[m - 1][value] + (value >= m ? ways[m][value - m] : 0);
                }
            }
            ways = next;
        }
        return ways[second];
    }

    private double twoSided(double correction) {
        double distance = Math.max(0, Math.abs(u - mean()) - correction);
        return Math.min(1, 2 * NORMAL.survivalProbability(distance / deviation()));
    }

    private double mean() {
        return first * (double) second / 2;
    }

    private double deviation() {
        double n = first + (double) second;
        return Math.sqrt(first * (double) second / 12 * (n + 1 - ties / (n * (n - 1))));
    }
}
