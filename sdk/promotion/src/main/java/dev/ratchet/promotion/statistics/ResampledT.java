/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The t test of scores over repeated splits or seeds of the same data, whose runs share rows and therefore vary less than
 * fresh ones would (C. Nadeau and Y. Bengio 2003, doi:10.1023/A:1024068626366). The plain t test of such runs finds
 * differences where there are none. Immutable.
 *
 * @param runs how many there are
 * @param mean the mean difference
 * @param standardDeviation of the differences
 * @param testShare the rows tested on by the rows trained on
 */
public record ResampledT(int runs, double mean, double standardDeviation, double testShare) {

    /**
     * Tests runs.
     *
     * @param differences of each run, positive where the candidate is better
     * @param trainRows how many rows each run trained on
     * @param testRows how many rows each run was tested on
     * @throws dev.ratchet.evaluation.metric.UndefinedMetricException if there are fewer than 2 runs, a value is not
     *     finite, all are equal, or a number of rows is not positive
     */
    public static ResampledT of(double[] differences, int trainRows, int testRows) {
        Require.argument(
                trainRows > 0 && testRows > 0,
                "Runs train on " + trainRows + " and test on " + testRows + " rows: at least 1 of each is needed.");
        Require.values("runs", differences, 2);
        Moments moments = Moments.of(differences);
        if (moments.isConstant()) {
            throw Require.noSpread("All runs differ by " + moments.mean() + ", which is no evidence.");
        }
        return new ResampledT(
                moments.count(), moments.mean(), moments.standardDeviation(), (double) testRows / trainRows);
    }

    /** Runs less 1. */
    public int degreesOfFreedom() {
        return runs - 1;
    }

    /** The corrected statistic. */
    public double t() {
        return mean / (standardDeviation * Math.sqrt(1.0 / runs + testShare));
    }

    /** The two-sided p-value. */
    public double pTwoSided() {
        return 2 * distribution().survivalProbability(Math.abs(t()));
    }

    /** The probability of a mean at least as high between models that are equally good. */
    public double pGreater() {
        return distribution().survivalProbability(t());
    }

    /** The statistic as if runs were independent, for comparison. */
    public double naiveT() {
        return mean / (standardDeviation / Math.sqrt(runs));
    }

    /** Its two-sided p-value, which is too small. */
    public double naiveP() {
        return 2 * distribution().survivalProbability(Math.abs(naiveT()));
    }

    private TDistribution distribution() {
        return TDistribution.of(degreesOfFreedom());
    }
}
