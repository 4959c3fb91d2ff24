/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.jspecify.annotations.Nullable;

/** Losses of predicted probabilities, row by row. Methods are pure and may be called from any thread. */
public final class ProbabilityLosses {

    /** Probabilities nearer to 0 or 1 than this count as this near: a certain error costs 36.04, not infinity. */
    public static final double CLIP = 0x1p-52;

    private ProbabilityLosses() {}

    /**
     * The log loss of each row, <i>-ln p</i> of its class.
     *
     * @param labels 0 or 1 for each row, 1 is positive
     * @param probabilities of the positive class
     * @throws UndefinedMetricException if there are no rows, lengths differ, a label is neither 0 nor 1, or a value is no
     *     probability
     */
    public static double[] logLosses(int[] labels, double[] probabilities) {
        check(labels, probabilities);
        double[] losses = new double[labels.length];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = logLoss(labels[row] == 1 ? probabilities[row] : 1 - probabilities[row]);
        }
        return losses;
    }

    /** The Brier loss of each row, <i>(p - y)²</i> (G. W. Brier 1950), with the arguments of {@link #logLosses}. */
    public static double[] brierLosses(int[] labels, double[] probabilities) {
        check(labels, probabilities);
        double[] losses = new double[labels.length];
        for (int row = 0; row < losses.length; row++) {
            double error = probabilities[row] - labels[row];
            losses[row] = error * error;
        }
        return losses;
    }

    /**
     * The log loss of each row of several classes. The probabilities are not scaled to sum to 1.
     *
     * @param labels the class of each row, from 0
     * @param probabilities a row of probabilities for each row, one for each class
     * @throws UndefinedMetricException as {@link #logLosses(int[], double[])}, and if the probabilities of a row do not
     *     sum to 1, to within 1e-6
     */
    public static double[] logLosses(int[] labels, double[][] probabilities) {
        check(labels, probabilities);
        double[] losses = new double[labels.length];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = logLoss(probabilities[row][labels[row]]);
        }
        return losses;
    }

    /** The Brier loss of each row over all classes, 0 to 2, with the arguments of {@link #logLosses(int[], double[][])}. */
    public static double[] brierLosses(int[] labels, double[][] probabilities) {
        check(labels, probabilities);
        double[] losses = new double[labels.length];
        for (int row = 0; row < losses.length; row++) {
            for (int k = 0; k < probabilities[row].length; k++) {
                double error = probabilities[row][k] - (labels[row] == k ? 1 : 0);
                losses[row] += error * error;
            }
        }
        return losses;
    }

    /**
     * The mean of losses.
     *
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are no rows, lengths differ, a loss is not finite, or weights are not
     *     allowed
     */
    public static WeightedMean mean(double[] losses, double @Nullable [] weights) {
        double[] rowWeights = weights == null ? new double[0] : weights;
        if (weights != null) {
            Checks.sameLength(losses.length, "weights", weights.length);
        }
        Checks.notEmpty(losses.length);
        Checks.finite("loss", losses);
        Checks.weights(losses.length, weights);
        return WeightedMean.of(losses, rowWeights);
    }

    private static double logLoss(double ofTruth) {
        return -Math.log(Math.min(1 - CLIP, Math.max(CLIP, ofTruth)));
    }

    private static void check(int[] labels, double[] probabilities) {
        Checks.sameLength(labels.length, "probabilities", probabilities.length);
        Checks.notEmpty(labels.length);
        Checks.finite("probability", probabilities);
        Checks.binary("label", labels);
        Checks.probabilities(probabilities);
    }

    private static void check(int[] labels, double[][] probabilities) {
        Checks.sameLength(labels.length, "rows of probabilities", probabilities.length);
        Checks.notEmpty(labels.length);
        Checks.distributions(probabilities, probabilities[0].length);
        Checks.classes("label", labels, probabilities[0].length);
    }
}
