/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.IntStream;

/** ROC AUC of several classes. Methods are pure and may be called from any thread. */
public final class MulticlassAuc {

    private MulticlassAuc() {}

    /**
     * Each class against all others, ranked by its own probability.
     *
     * @param labels the class of each row, from 0
     * @param probabilities a row of probabilities for each row, one for each class
     * @param average MACRO for the plain mean of the classes, WEIGHTED for the mean by their share of rows
     * @throws UndefinedMetricException if there are no rows, lengths differ, a label is not one of the classes, the
     *     probabilities of a row do not sum to 1 to within 1e-6, a class has no row, or the average is MICRO
     */
    public static double oneVersusRest(int[] labels, double[][] probabilities, Average average) {
        return oneVersusRest(labels, probabilities, average, null);
    }

    /**
     * The same of weighted rows.
     *
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException as {@link #oneVersusRest(int[], double[][], Average)}, and if weights are not allowed or
     *     those of a class are all 0
     */
    public static double oneVersusRest(
            int[] labels, double[][] probabilities, Average average, double @Nullable [] weights) {
        double[] shares = shares(labels, probabilities, average, weights);
        int[] all = IntStream.range(0, labels.length).toArray();
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            double auc = auc(labels, probabilities, k, all, weights);
            sum += auc * (average == Average.MACRO ? 1.0 / shares.length : shares[k]);
        }
        return sum;
    }

    /**
     * Each pair of classes on their own rows, the mean of ranking by either's probability (D. J. Hand and R. J. Till 2001,
     * doi:10.1023/A:1010920819831), with the arguments of {@link #oneVersusRest}; WEIGHTED is the mean by the pairs' share
     * of rows.
     */
    public static double oneVersusOne(int[] labels, double[][] probabilities, Average average) {
        double[] shares = shares(labels, probabilities, average, null);
        double sum = 0;
        double weights = 0;
        for (int a = 0; a < shares.length; a++) {
            for (int b = a + 1; b < shares.length; b++) {
                int first = a;
                int second = b;
                int[] rows = IntStream.range(0, labels.length)
                        .filter(row -> labels[row] == first || labels[row] == second)
                        .toArray();
                double weight = average == Average.MACRO ? 1 : shares[a] + shares[b];
                sum += weight
                        * (auc(labels, probabilities, a, rows, null) + auc(labels, probabilities, b, rows, null))
                        / 2;
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double auc(
            int[] labels, double[][] probabilities, int positive, int[] rows, double @Nullable [] weights) {
        int[] binary = new int[rows.length];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            binary[i] = labels[rows[i]] == positive ? 1 : 0;
            scores[i] = probabilities[rows[i]][positive];
        }
        double[] own = weights == null
                ? null
                : Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
        return RankedScores.of(binary, scores, own).rocAuc();
    }

    private static double[] shares(
            int[] labels, double[][] probabilities, Average average, double @Nullable [] weights) {
        Checks.sameLength(labels.length, "rows of probabilities", probabilities.length);
        if (weights != null) {
            Checks.sameLength(labels.length, "weights", weights.length);
        }
        Checks.notEmpty(labels.length);
        int classes = probabilities[0].length;
        Checks.distributions(probabilities, classes);
        Checks.classes("label", labels, classes);
        Checks.weights(labels.length, weights);
        Checks.argument(
                average != Average.MICRO && classes >= 2,
                "MACRO and WEIGHTED averages of at least 2 classes are allowed, not " + average + " of " + classes
                        + ".");
        double[] shares = new double[classes];
        double total = weights == null ? labels.length : Arrays.stream(weights).sum();
        for (int row = 0; row < labels.length; row++) {
            shares[labels[row]] += (weights == null ? 1 : weights[row]) / total;
        }
        for (int k = 0; k < classes; k++) {
            if (shares[k] == 0) {
                throw new UndefinedMetricException(
                        Reason.ONE_CLASS, "ROC AUC needs rows of every class, and class " + k + " has none.");
            }
        }
        return shares;
    }
}
