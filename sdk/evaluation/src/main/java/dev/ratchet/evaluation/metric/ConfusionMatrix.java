/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How many rows of each class were predicted as each class. With row weights these are sums of weights. Classes are
 * numbered from 0. The matrices of parts add up to that of the whole. Immutable.
 */
public final class ConfusionMatrix {

    private final double[][] counts;
    private final double[] truths;
    private final double[] predictions;
    private final double total;

    private ConfusionMatrix(double[][] counts) {
        int classes = counts.length;
        this.counts = counts;
        this.truths = new double[classes];
        this.predictions = new double[classes];
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                truths[truth] += counts[truth][predicted];
                predictions[predicted] += counts[truth][predicted];
            }
        }
        this.total = Arrays.stream(truths).sum();
    }

    /**
     * Counts rows.
     *
     * @param classes the number of classes
     * @param labels the class of each row, from 0
     * @param predicted the class that the model says
     * @param weights a weight of at least 0 for each row, or null when all count alike
     * @throws UndefinedMetricException if there are no rows, lengths differ, a class is not one of the classes, or weights
     *     are not allowed
     */
    public static ConfusionMatrix of(int classes, int[] labels, int[] predicted, double @Nullable [] weights) {
        Checks.sameLength(labels.length, "predictions", predicted.length);
        if (weights != null) {
            Checks.sameLength(labels.length, "weights", weights.length);
        }
        Checks.notEmpty(labels.length);
        Checks.classes("label", labels, classes);
        Checks.classes("prediction", predicted, classes);
        Checks.weights(labels.length, weights);
        double[][] counts = new double[classes][classes];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]][predicted[row]] += weights == null ? 1 : weights[row];
        }
        return new ConfusionMatrix(counts);
    }

    /** The counts of both parts together, which know the same classes. */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        Checks.argument(
                other.classes() == classes(),
                "Matrices of " + classes() + " and of " + other.classes() + " classes cannot be added.");
        double[][] sum = new double[classes()][];
        for (int truth = 0; truth < classes(); truth++) {
            sum[truth] = counts[truth].clone();
            for (int predicted = 0; predicted < classes(); predicted++) {
                sum[truth][predicted] += other.counts[truth][predicted];
            }
        }
        return new ConfusionMatrix(sum);
    }

    /**
     * The counts without one row.
     *
     * @throws UndefinedMetricException if there is no such row
     */
    public ConfusionMatrix without(int truth, int predicted) {
        Checks.argument(
                counts[truth][predicted] >= 1,
                "No row of class " + truth + " was predicted as " + predicted + ", so none can be left out.");
        double[][] fewer = Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
        fewer[truth][predicted]--;
        return new ConfusionMatrix(fewer);
    }

    /** The number of classes. */
    public int classes() {
        return counts.length;
    }

    /** The rows of one class that were predicted as another, or the same. */
    public double count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** The rows of a class. */
    public double support(int truth) {
        return truths[truth];
    }

    /** All rows. */
    public double total() {
        return total;
    }

    /** One class against all others. */
    public BinaryCounts ofClass(int positive) {
        double found = counts[positive][positive];
        double falseNegatives = truths[positive] - found;
        double falsePositives = predictions[positive] - found;
        return new BinaryCounts(total - found - falseNegatives - falsePositives, falsePositives, falseNegatives, found);
    }

    /** The share of rows that were told right. */
    public double accuracy() {
        return correct() / total;
    }

    /** The share of right ones among the predictions of a class. */
    public double precision(Average average, ZeroDivision zeroDivision) {
        return averaged(average, positive -> ofClass(positive).precision(zeroDivision));
    }

    /** The share of a class's rows that were found. */
    public double recall(Average average, ZeroDivision zeroDivision) {
        return averaged(average, positive -> ofClass(positive).recall(zeroDivision));
    }

    /** The harmonic mean of precision and recall, taken for each class before the classes are averaged. */
    public double f1(Average average, ZeroDivision zeroDivision) {
        return averaged(average, positive -> ofClass(positive).f1(zeroDivision));
    }

    private double averaged(Average average, IntToDoubleFunction ofClass) {
        return switch (average) {
            // Each row is one prediction of one class, so precision, recall and F are all the accuracy.
            case MICRO -> accuracy();
            case MACRO -> IntStream.range(0, classes()).mapToDouble(ofClass).sum() / classes();
            case WEIGHTED ->
                IntStream.range(0, classes())
                                .mapToDouble(positive -> truths[positive] * ofClass.applyAsDouble(positive))
                                .sum()
                        / total;
        };
    }

    /** The mean recall of the classes that have rows. */
    public double balancedAccuracy() {
        return IntStream.range(0, classes())
                .filter(truth -> truths[truth] > 0)
                .mapToDouble(truth -> counts[truth][truth] / truths[truth])
                .average()
                .orElseThrow();
    }

    /**
     * The correlation of labels and predictions, 0 when all labels or all predictions are equal (J. Gorodkin 2004,
     * doi:10.1016/j.compbiolchem.2004.09.006).
     */
    public double mcc() {
        double norm = Math.sqrt(total * total - dot(predictions, predictions))
                * Math.sqrt(total * total - dot(truths, truths));
        return norm == 0 ? 0 : (correct() * total - dot(predictions, truths)) / norm;
    }

    /**
     * The agreement beyond chance (J. Cohen 1960, doi:10.1177/001316446002000104).
     *
     * @throws UndefinedMetricException if labels and predictions are all of one class
     */
    public double kappa() {
        return kappa(accuracy(), dot(predictions, truths) / (total * total));
    }

    static double kappa(double observed, double byChance) {
        if (byChance == 1) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED,
                    "Kappa has no value when all labels and all predictions are of one class: chance agrees as well.");
        }
        return (observed - byChance) / (1 - byChance);
    }

    private double correct() {
        return IntStream.range(0, classes())
                .mapToDouble(truth -> counts[truth][truth])
                .sum();
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
