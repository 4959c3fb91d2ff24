/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.Task;

import java.util.Arrays;
import java.util.List;

/**
 * The columns of what one model said, which begin with its name: {@code champion_probability}, {@code champion_class}, ...
 * The column's name tells what the numbers are.
 */
final class ModelColumns {

    private static final String PROBABILITY = "_probability";
    private static final String SCORE = "_score";
    private static final String CLASS = "_class";
    private static final String PREDICTED = "_predicted";

    private final String model;

    ModelColumns(String model) {
        this.model = model;
    }

    void write(Predictions predictions, MemoryColumns columns) {
        if (predictions instanceof BinaryPredictions binary) {
            if (binary.hasScores()) {
                columns.numbers(model + (binary.hasProbabilities() ? PROBABILITY : SCORE), binary.scores());
            }
            columns.whole(model + CLASS, binary.predicted());
        } else if (predictions instanceof MulticlassPredictions several) {
            write(several, columns);
        } else if (predictions instanceof RegressionPredictions numbers) {
            columns.numbers(model + PREDICTED, numbers.predicted());
        } else {
            columns.numbers(model + SCORE, ((RankingPredictions) predictions).scores());
        }
    }

    private void write(MulticlassPredictions several, MemoryColumns columns) {
        if (!several.hasProbabilities()) {
            columns.whole(model + CLASS, several.predicted());
            return;
        }
        double[][] rows = several.probabilities();
        for (int k = 0; k < several.classes().size(); k++) {
            double[] ofClass = new double[rows.length];
            for (int row = 0; row < rows.length; row++) {
                if (rows[row].length != several.classes().size()) {
                    throw new RatchetException("Row " + row + " of the " + model + " has " + rows[row].length
                            + " probabilities, and there are "
                            + several.classes().size()
                            + " classes: predictions are kept where each class has one.");
                }
                ofClass[row] = rows[row][k];
            }
            columns.numbers(model + PROBABILITY + "_" + k, ofClass);
        }
    }

    boolean isIn(KeptRows rows) {
        return rows.names().stream().anyMatch(name -> name.startsWith(model + "_"));
    }

    Predictions read(KeptRows rows, Task task, List<String> classes) {
        return switch (task) {
            case BINARY -> binary(rows, classes);
            case MULTICLASS -> multiclass(rows, classes);
            case REGRESSION ->
                RegressionPredictions.of(rows.numbers(PredictionsFile.LABEL), rows.numbers(model + PREDICTED));
            case RANKING ->
                RankingPredictions.of(
                        rows.texts(PredictionsFile.QUERY),
                        rows.numbers(PredictionsFile.LABEL),
                        rows.numbers(model + SCORE));
        };
    }

    private Predictions binary(KeptRows rows, List<String> classes) {
        if (classes.size() != 2) {
            throw new RatchetException(rows + " names " + classes.size() + " classes and says that there are two.");
        }
        int[] labels = rows.whole(PredictionsFile.LABEL);
        int[] predicted = rows.whole(model + CLASS);
        BinaryPredictions binary;
        if (rows.names().contains(model + PROBABILITY)) {
            double[] scores = rows.numbers(model + PROBABILITY);
            binary = BinaryPredictions.ofProbabilities(labels, scores, threshold(scores, predicted));
        } else if (rows.names().contains(model + SCORE)) {
            double[] scores = rows.numbers(model + SCORE);
            binary = BinaryPredictions.ofScores(labels, scores, threshold(scores, predicted));
        } else {
            binary = BinaryPredictions.ofLabels(labels, predicted);
        }
        if (!Arrays.equals(predicted, binary.predicted())) {
            throw new RatchetException(rows + " was changed: the classes of the " + model
                    + " do not follow from its scores by any threshold.");
        }
        return binary.withClasses(classes.get(0), classes.get(1));
    }

    /** The least score that was predicted positive gives the same classes as the threshold did. */
    private static double threshold(double[] scores, int[] predicted) {
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < scores.length; row++) {
            if (predicted[row] == 1) {
                least = Math.min(least, scores[row]);
            }
        }
        return least;
    }

    private Predictions multiclass(KeptRows rows, List<String> classes) {
        int[] labels = rows.whole(PredictionsFile.LABEL);
        if (rows.names().contains(model + CLASS)) {
            return MulticlassPredictions.ofLabels(classes, labels, rows.whole(model + CLASS));
        }
        double[][] probabilities = new double[labels.length][classes.size()];
        for (int k = 0; k < classes.size(); k++) {
            double[] ofClass = rows.numbers(model + PROBABILITY + "_" + k);
            for (int row = 0; row < labels.length; row++) {
                probabilities[row][k] = ofClass[row];
            }
        }
        return MulticlassPredictions.ofProbabilities(classes, labels, probabilities);
    }
}
