/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * ROC AUCs of models on the same rows with their covariance (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson 1988,
 * doi:10.2307/2531595; computed in O(n log n) as by X. Sun and W. Xu 2014, doi:10.1109/LSP.2014.2337313). Immutable.
 */
public final class DeLong {

    private final double[] aucs;
    private final double[][] covariance;

    private DeLong(double[] aucs, double[][] covariance) {
        this.aucs = aucs;
        this.covariance = covariance;
    }

    /**
     * Ranks the rows by each model.
     *
     * @param labels 0 or 1 for each row, 1 is positive
     * @param scores of each model, one for each row; the higher, the more likely positive
     * @throws UndefinedMetricException if there are no rows, lengths differ, a score is not finite, a label is neither 0
     *     nor 1, or there are not at least 2 rows of each class
     */
    public static DeLong of(int[] labels, double[]... scores) {
        for (double[] own : scores) {
            Checks.sameLength(labels.length, "scores", own.length);
        }
        Checks.notEmpty(labels.length);
        for (double[] own : scores) {
            Checks.finite("score", own);
        }
        Checks.binary("label", labels);
        int positives = Arrays.stream(labels).sum();
        int negatives = labels.length - positives;
        if (positives < 2 || negatives < 2) {
            throw new UndefinedMetricException(
                    positives == 0 || negatives == 0 ? Reason.ONE_CLASS : Reason.TOO_FEW,
                    "The variance of ROC AUC needs at least 2 rows of each class, and there are " + positives
                            + " positive and " + negatives + " negative ones.");
        }
        List<Placements> placements = new ArrayList<>();
        for (double[] own : scores) {
            placements.add(Placements.of(labels, ScoreOrder.of(own), positives));
        }
        int models = scores.length;
        double[][] covariance = new double[models][models];
        for (int a = 0; a < models; a++) {
            for (int b = 0; b <= a; b++) {
                covariance[a][b] = covariance(
                                        placements.get(a).ofPositives(),
                                        placements.get(b).ofPositives())
                                / positives
                        + covariance(
                                        placements.get(a).ofNegatives(),
                                        placements.get(b).ofNegatives())
                                / negatives;
                covariance[b][a] = covariance[a][b];
            }
        }
        return new DeLong(placements.stream().mapToDouble(Placements::auc).toArray(), covariance);
    }

    /** A model's ROC AUC. */
    public double auc(int model) {
        return aucs[model];
    }

    /** The covariance of two models' ROC AUCs; with itself a model's variance. */
    public double covariance(int first, int second) {
        return covariance[first][second];
    }

    /**
     * The interval of a model's ROC AUC, cut to 0 to 1.
     *
     * @param confidence above 0 and below 1, as 0.95
     */
    public Interval interval(int model, double confidence) {
        double half = Normal.twoSidedQuantile(confidence) * Math.sqrt(covariance[model][model]);
        return new Interval(Math.max(0, aucs[model] - half), Math.min(1, aucs[model] + half));
    }

    /** How much higher the first model's ROC AUC is than the second's. */
    public AucDifference difference(int first, int second) {
        return new AucDifference(
                aucs[first] - aucs[second],
                covariance[first][first] + covariance[second][second] - 2 * covariance[first][second]);
    }

    /** How much higher a model's ROC AUC is than that of guessing. */
    public AucDifference overGuessing(int model) {
        return new AucDifference(aucs[model] - 0.5, covariance[model][model]);
    }

    /**
     * A difference of ROC AUCs.
     *
     * @param value the difference
     * @param variance its variance
     */
    public record AucDifference(double value, double variance) {

        /** What rounding leaves of a variance of 0. */
        private static final double NO_VARIANCE = 1e-20;

        /**
         * Whether the rows say nothing about the difference: both models rank them alike, or each of them is perfect or
         * constant. Then all p-values are 1.
         */
        public boolean isDegenerate() {
            return variance <= NO_VARIANCE;
        }

        /**
         * The difference in standard errors.
         *
         * @throws UndefinedMetricException if it is degenerate
         */
        public double z() {
            requireVariance();
            return value / Math.sqrt(variance);
        }

        /** The probability of a difference at least as large, of either sign, between models that are equally good. */
        public double pTwoSided() {
            return isDegenerate() ? 1 : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z()));
        }

        /** The probability of a difference at least as high between models that are equally good. */
        public double pGreater() {
            return isDegenerate() ? 1 : NormalDistribution.of(0, 1).survivalProbability(z());
        }

        /**
         * The interval of the difference, which is not cut.
         *
         * @param confidence above 0 and below 1, as 0.95
         * @throws UndefinedMetricException if it is degenerate
         */
        public Interval interval(double confidence) {
            requireVariance();
            double half = Normal.twoSidedQuantile(confidence) * Math.sqrt(variance);
            return new Interval(value - half, value + half);
        }

        private void requireVariance() {
            if (isDegenerate()) {
                throw new UndefinedMetricException(
                        Reason.ZERO_VARIANCE,
                        "The rows say nothing about the difference of these models: they rank them alike, or each is"
                                + " perfect or constant.");
            }
        }
    }

    private static double covariance(double[] left, double[] right) {
        double leftMean = CompensatedSum.mean(left);
        double rightMean = CompensatedSum.mean(right);
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < left.length; i++) {
            sum.add((left[i] - leftMean) * (right[i] - rightMean));
        }
        return sum.value() / (left.length - 1);
    }
}
