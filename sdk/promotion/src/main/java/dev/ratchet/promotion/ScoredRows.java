/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.model.ModelInput;

import java.util.List;

/**
 * What a model said of rows somewhere else, because Ratchet cannot load it. Rows are brought to the test data by the key
 * column, which both have; the label is that of the test data.
 *
 * @param rows the key column and what was predicted
 * @param kind what the columns hold
 * @param columns the columns; one but for the probabilities of several classes
 */
public record ScoredRows(ModelInput rows, Kind kind, List<String> columns) {

    /** What columns hold. */
    public enum Kind {
        /** Of two classes, a number that is higher the more likely the positive one is. */
        SCORE,
        /** A probability for each class. */
        PROBABILITIES,
        /** The predicted class or number. */
        PREDICTED
    }

    /** Copies the names. */
    public ScoredRows {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("No column of predictions is named: give one, or one for each class.");
        }
    }

    /** Scores of two classes, as {@link PredictionRows#scores} takes them. */
    public static ScoredRows scores(ModelInput rows, String column) {
        return new ScoredRows(rows, Kind.SCORE, List.of(column));
    }

    /** Probabilities, as {@link PredictionRows#probabilities} takes them. */
    public static ScoredRows probabilities(ModelInput rows, List<String> columns) {
        return new ScoredRows(rows, Kind.PROBABILITIES, columns);
    }

    /** Predicted classes or numbers, as {@link PredictionRows#predicted} takes them. */
    public static ScoredRows predicted(ModelInput rows, String column) {
        return new ScoredRows(rows, Kind.PREDICTED, List.of(column));
    }

    /** Reads them where they lie beside the label, in columns of these names. */
    ReadPredictions read(PredictionRows reader, ModelInput joined, List<String> names) {
        return switch (kind) {
            case SCORE -> reader.scores(joined, names.get(0));
            case PROBABILITIES -> reader.probabilities(joined, names);
            case PREDICTED -> reader.predicted(joined, names.get(0));
        };
    }
}
