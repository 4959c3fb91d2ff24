/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.function.IntToDoubleFunction;

/**
 * The t test of the mean of paired differences (Student 1908, doi:10.1093/biomet/6.1.1). A difference is the champion's
 * loss less the candidate's, so it is positive where the candidate is better. Immutable.
 *
 * @param rows how many differences there are, at least 2
 * @param mean their mean: the improvement
 * @param standardDeviation theirs, with divisor n - 1; above 0
 */
public record PairedT(int rows, double mean, double standardDeviation) {

    /**
     * Tests differences.
     *
     * @throws dev.ratchet.evaluation.metric.UndefinedMetricException if there are fewer than 2, one is not finite, or all
     *     are equal: what never varies is no evidence, not even of being equal
     */
    public static PairedT of(double[] differences) {
        Require.values("differences", differences, 2);
        return of(differences.length, i -> differences[i]);
    }

    /** Tests the losses of two models on the same rows, as {@link #of(double[])}. */
    public static PairedT of(double[] championLosses, double[] candidateLosses) {
        Require.sameLength(championLosses.length, candidateLosses.length);
        double[] differences = new double[championLosses.length];
        for (int row = 0; row < differences.length; row++) {
            differences[row] = championLosses[row] - candidateLosses[row];
        }
        return of(differences);
    }

    /** Tests some of the differences, all of which are finite, without copying them. */
    public static PairedT of(double[] differences, int[] rows) {
        Require.values("differences", rows.length < 2 ? new double[rows.length] : differences, 2);
        return of(rows.length, i -> differences[rows[i]]);
    }

    private static PairedT of(int count, IntToDoubleFunction difference) {
        Moments moments = Moments.of(count, difference);
        if (moments.isConstant()) {
            throw Require.noSpread(
                    "All " + count + " differences are " + moments.mean() + ", and what never varies is no evidence.");
        }
        return new PairedT(count, moments.mean(), moments.standardDeviation());
    }

    /** The standard error of the mean. */
    public double standardError() {
        return standardDeviation / Math.sqrt(rows);
    }

    /** Rows less 1. */
    public int degreesOfFreedom() {
        return rows - 1;
    }

    /** How many standard errors the mean is above a value. */
    public double t(double above) {
        return (mean - above) / standardError();
    }

    /** The probability of a mean at least as high when the true one is at most a value, as minus a margin. */
    public double pGreater(double than) {
        return distribution().survivalProbability(t(than));
    }

    /** The probability of a mean at least as low when the true one is at least a value. */
    public double pLess(double than) {
        return distribution().cumulativeProbability(t(than));
    }

    /** The probability of a mean at least as far from 0 when the true one is 0. */
    public double pTwoSided() {
        return 2 * distribution().survivalProbability(Math.abs(t(0)));
    }

    /**
     * The two-sided interval of the true mean.
     *
     * @param confidence above 0 and below 1, as 0.95; 0.90 gives one-sided bounds of 95 %
     */
    public Interval interval(double confidence) {
        double tail = (1 - Require.level("confidence", confidence)) / 2;
        double half = distribution().inverseSurvivalProbability(tail) * standardError();
        return new Interval(mean - half, mean + half);
    }

    /**
     * Whether the improvement is shown to lie above minus a margin. With a margin of 0 that is superiority.
     *
     * @param margin at least 0
     * @param alpha the allowed share of wrong answers, as 0.05
     */
    public boolean isNonInferior(double margin, double alpha) {
        Require.margin(margin);
        return interval(1 - 2 * Require.level("level alpha", alpha)).low() > -margin;
    }

    /**
     * Both one-sided tests of equivalence (D. J. Schuirmann 1987, doi:10.1007/BF01068419).
     *
     * @param margin above 0
     */
    public Equivalence equivalence(double margin) {
        Require.argument(margin > 0, "The margin of an equivalence is " + margin + ": above 0 is allowed.");
        return new Equivalence(this, margin);
    }

    private TDistribution distribution() {
        return TDistribution.of(degreesOfFreedom());
    }

    /**
     * Whether a mean lies within a margin of 0.
     *
     * @param test the differences
     * @param margin above 0
     */
    public record Equivalence(PairedT test, double margin) {

        /** The probability of a mean as high when the true one is minus the margin or less. */
        public double pLower() {
            return test.pGreater(-margin);
        }

        /** The probability of a mean as low when the true one is the margin or more. */
        public double pUpper() {
            return test.pLess(margin);
        }

        /** The larger one of both. */
        public double p() {
            return Math.max(pLower(), pUpper());
        }

        /** Whether equivalence is shown. */
        public boolean isShown(double alpha) {
            return p() < Require.level("level alpha", alpha);
        }
    }
}
