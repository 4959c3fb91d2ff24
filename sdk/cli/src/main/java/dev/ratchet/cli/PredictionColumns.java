/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.model.ModelInput;

/** Reads predictions by the columns that the options name. */
final class PredictionColumns {

    private PredictionColumns() {}

    /** All but what was predicted. */
    static PredictionRows.Builder of(PredictionOptions what) {
        PredictionRows.Builder columns = PredictionRows.builder(what.label());
        set(columns, what);
        if (what.key() != null) {
            columns.key(what.key());
        }
        return columns;
    }

    /** How the columns are to be understood. */
    static void set(PredictionRows.Builder columns, PredictionOptions what) {
        columns.classes(what.classes());
        if (what.task() != null) {
            columns.task(Task.ofText(what.task()));
        }
        if (what.positive() != null) {
            columns.positive(what.positive());
        }
        if (what.threshold() != null) {
            columns.threshold(what.threshold());
        }
        if (what.weight() != null) {
            columns.weight(what.weight());
        }
    }

    /** What was predicted. */
    static ReadPredictions read(PredictionRows columns, PredictionOptions what, ModelInput rows) {
        String score = what.score();
        if (score != null) {
            return columns.scores(rows, score);
        }
        String predicted = what.predicted();
        return predicted != null
                ? columns.predicted(rows, predicted)
                : columns.probabilities(rows, what.probabilities());
    }
}
