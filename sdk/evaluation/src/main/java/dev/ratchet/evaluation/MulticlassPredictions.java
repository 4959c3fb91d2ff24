/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Rows of several classes, which are numbered from 0. */
public final class MulticlassPredictions implements Predictions {

    private final List<String> classes;
    private final int[] labels;
    private final double @Nullable [][] probabilities;
    private final int[] predicted;
    private final RowInfo rows;

    private MulticlassPredictions(
            List<String> classes, int[] labels, double @Nullable [][] probabilities, int[] predicted, RowInfo rows) {
        this.classes = classes;
        this.labels = labels;
        this.probabilities = probabilities;
        this.predicted = predicted;
        this.rows = rows;
        rows.requireRows(labels.length);
    }

    /**
     * Probabilities of each class; the first of the most likely ones is predicted.
     *
     * @param classes their names, in the order of their numbers
     * @param labels the class of each row
     * @param probabilities a row of probabilities for each row, one for each class
     */
    public static MulticlassPredictions ofProbabilities(List<String> classes, int[] labels, double[][] probabilities) {
        double[][] own = Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
        int[] predicted =
                Arrays.stream(own).mapToInt(MulticlassPredictions::mostLikely).toArray();
        return new MulticlassPredictions(List.copyOf(classes), labels.clone(), own, predicted, RowInfo.none());
    }

    /** Predicted classes alone, with the arguments of {@link #ofProbabilities}. */
    public static MulticlassPredictions ofLabels(List<String> classes, int[] labels, int[] predicted) {
        return new MulticlassPredictions(List.copyOf(classes), labels.clone(), null, predicted.clone(), RowInfo.none());
    }

    private static int mostLikely(double[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }

    /** The names of the classes, in the order of their numbers. */
    public List<String> classes() {
        return classes;
    }

    /** Whether there are probabilities, and not only predicted classes. */
    public boolean hasProbabilities() {
        return probabilities != null;
    }

    /** A copy of the labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** A copy of the predicted classes. */
    public int[] predicted() {
        return predicted.clone();
    }

    /**
     * A copy of the probabilities.
     *
     * @throws UndefinedMetricException if only classes were predicted
     */
    public double[][] probabilities() {
        double[][] own = probabilities;
        if (own == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "Only classes were predicted, so rows cannot be ranked: give the model's probabilities.");
        }
        return Arrays.stream(own).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public int rowCount() {
        return labels.length;
    }

    @Override
    public RowInfo rows() {
        return rows;
    }

    @Override
    public MulticlassPredictions with(RowInfo more) {
        return new MulticlassPredictions(classes, labels, probabilities, predicted, more);
    }

    @Override
    public MulticlassPredictions select(int... positions) {
        double[][] own = probabilities;
        return new MulticlassPredictions(
                classes,
                Picked.of(labels, positions),
                own == null
                        ? null
                        : Arrays.stream(positions).mapToObj(row -> own[row]).toArray(double[][]::new),
                Picked.of(predicted, positions),
                rows.select(positions));
    }

    @Override
    public MulticlassPredictions mixed(Predictions other, BitSet fromOther) {
        MulticlassPredictions with = RowInfo.sameRows(this, MulticlassPredictions.class, other);
        double[][] own = probabilities;
        double[][] others = with.probabilities;
        double[][] mixed = own == null || others == null ? null : own.clone();
        int[] labelled = predicted.clone();
        fromOther.stream().forEach(row -> {
            labelled[row] = with.predicted[row];
            if (mixed != null && others != null) {
                mixed[row] = others[row];
            }
        });
        return new MulticlassPredictions(classes, labels, mixed, labelled, rows);
    }
}
