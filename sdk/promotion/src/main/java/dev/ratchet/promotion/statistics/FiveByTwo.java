/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.Arrays;

/**
 * Five repetitions of two-fold cross-validation (T. G. Dietterich 1998, doi:10.1162/089976698300017197), and their F test
 * (E. Alpaydin 1999, doi:10.1162/089976699300016007). Prefer F: t depends on which fold comes first.
 *
 * @param variances of each repetition
 * @param t the first difference by the spread of all
 * @param f all squared differences by the spread of all
 */
public record FiveByTwo(double[] variances, double t, double f) {

    private static final int REPETITIONS = 5;

    /**
     * Tests five pairs of differences.
     *
     * @throws dev.ratchet.evaluation.metric.UndefinedMetricException if there are not five pairs, a value is not finite,
     *     or the folds of no repetition differ
     */
    public static FiveByTwo of(double[][] differences) {
        Require.argument(
                differences.length == REPETITIONS && Arrays.stream(differences).allMatch(pair -> pair.length == 2),
                "Five pairs of differences are needed, one of each fold, and " + differences.length
                        + " repetitions were given.");
        double[] variances = new double[REPETITIONS];
        double squares = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            double[] pair = differences[i];
            Require.values("differences", pair, 2);
            double mean = (pair[0] + pair[1]) / 2;
            variances[i] = (pair[0] - mean) * (pair[0] - mean) + (pair[1] - mean) * (pair[1] - mean);
            squares += pair[0] * pair[0] + pair[1] * pair[1];
        }
        double spread = Arrays.stream(variances).sum();
        if (spread == 0) {
            throw Require.noSpread("Both folds of each repetition differ by the same, so there is nothing to test by.");
        }
        return new FiveByTwo(variances, differences[0][0] / Math.sqrt(spread / REPETITIONS), squares / (2 * spread));
    }

    /** The two-sided p-value of t. */
    public double pOfT() {
        return 2 * TDistribution.of(REPETITIONS).survivalProbability(Math.abs(t));
    }

    /** The p-value of F. */
    public double pOfF() {
        return FDistribution.of(2 * REPETITIONS, REPETITIONS).survivalProbability(f);
    }
}
