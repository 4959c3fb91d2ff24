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

/** Rows of two classes. Labels are 0 and 1, 1 is positive. */
public final class BinaryPredictions implements Predictions {

    /** What the scores are. */
    private enum Scores {
        PROBABILITIES,
        RANKS
    }

    private static final List<String> CLASSES = List.of("0", "1");

    private final int[] labels;
    private final double @Nullable [] scores;
    private final Scores kind;
    private final int[] predicted;
    private final List<String> classes;
    private final RowInfo rows;

    private BinaryPredictions(
            int[] labels,
            double @Nullable [] scores,
            Scores kind,
            int[] predicted,
            List<String> classes,
            RowInfo rows) {
        this.classes = classes;
        this.labels = labels;
        this.scores = scores;
        this.kind = kind;
        this.predicted = predicted;
        this.rows = rows;
        rows.requireRows(labels.length);
    }

    /** Probabilities of the positive class; from 0.5 on a row is predicted positive. */
    public static BinaryPredictions ofProbabilities(int[] labels, double[] probabilities) {
        return ofProbabilities(labels, probabilities, 0.5);
    }

    /** Probabilities of the positive class; from the threshold on a row is predicted positive. */
    public static BinaryPredictions ofProbabilities(int[] labels, double[] probabilities, double threshold) {
        return new BinaryPredictions(
                labels.clone(),
                probabilities.clone(),
                Scores.PROBABILITIES,
                predicted(probabilities, threshold),
                CLASSES,
                RowInfo.none());
    }

    /** Scores that are higher for what is more likely positive; from the threshold on a row is predicted positive. */
    public static BinaryPredictions ofScores(int[] labels, double[] scores, double threshold) {
        return new BinaryPredictions(
                labels.clone(), scores.clone(), Scores.RANKS, predicted(scores, threshold), CLASSES, RowInfo.none());
    }

    /** Predicted labels alone: nothing can be ranked. */
    public static BinaryPredictions ofLabels(int[] labels, int[] predicted) {
        return new BinaryPredictions(labels.clone(), null, Scores.RANKS, predicted.clone(), CLASSES, RowInfo.none());
    }

    private static int[] predicted(double[] scores, double threshold) {
        return Arrays.stream(scores)
                .mapToInt(score -> score >= threshold ? 1 : 0)
                .toArray();
    }

    /** The same with names for both classes, which are 0 and 1 by default. */
    public BinaryPredictions withClasses(String negative, String positive) {
        return new BinaryPredictions(labels, scores, kind, predicted, List.of(negative, positive), rows);
    }

    /** The names of the negative and of the positive class. */
    public List<String> classes() {
        return classes;
    }

    /** Whether there are probabilities, so that losses of probabilities have a value. */
    public boolean hasProbabilities() {
        return scores != null && kind == Scores.PROBABILITIES;
    }

    /** Whether there are scores of any kind, so that rows can be ranked. */
    public boolean hasScores() {
        return scores != null;
    }

    /** A copy of the labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** A copy of the predicted labels. */
    public int[] predicted() {
        return predicted.clone();
    }

    /**
     * A copy of the scores.
     *
     * @throws UndefinedMetricException if only labels were predicted
     */
    public double[] scores() {
        double[] own = scores;
        if (own == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "Only labels were predicted, so rows cannot be ranked: give the model's probabilities or scores.");
        }
        return own.clone();
    }

    /**
     * A copy of the probabilities of the positive class.
     *
     * @throws UndefinedMetricException if only labels were predicted, or scores that are no probabilities
     */
    public double[] probabilities() {
        double[] own = scores();
        if (kind != Scores.PROBABILITIES) {
            throw new UndefinedMetricException(
                    Reason.BAD_PROBABILITY,
                    "The scores are no probabilities, so losses of probabilities have no value: give the model's"
                            + " probabilities.");
        }
        return own;
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
    public BinaryPredictions with(RowInfo more) {
        return new BinaryPredictions(labels, scores, kind, predicted, classes, more);
    }

    @Override
    public BinaryPredictions select(int... positions) {
        return new BinaryPredictions(
                Picked.of(labels, positions),
                scores == null ? null : Picked.of(scores, positions),
                kind,
                Picked.of(predicted, positions),
                classes,
                rows.select(positions));
    }

    @Override
    public BinaryPredictions mixed(Predictions other, BitSet fromOther) {
        BinaryPredictions with = RowInfo.sameRows(this, BinaryPredictions.class, other);
        double[] own = scores;
        double[] others = with.scores;
        double[] mixed = own == null || others == null ? null : own.clone();
        int[] labelled = predicted.clone();
        fromOther.stream().forEach(row -> {
            labelled[row] = with.predicted[row];
            if (mixed != null && others != null) {
                mixed[row] = others[row];
            }
        });
        return new BinaryPredictions(labels, mixed, kind == with.kind ? kind : Scores.RANKS, labelled, classes, rows);
    }
}
