/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a report is made of. */
record Content(
        String title,
        Predictions predictions,
        List<String> names,
        Evaluation evaluation,
        Map<String, Double> importances,
        List<String> notes) {

    Content {
        names = List.copyOf(names);
        importances = Collections.unmodifiableMap(new LinkedHashMap<>(importances));
        notes = List.copyOf(notes);
    }

    Task task() {
        return Task.of(predictions);
    }

    /** The classes in the order of their numbers; none where none are predicted. */
    List<String> classes() {
        if (predictions instanceof MulticlassPredictions multiclass) {
            return multiclass.classes();
        }
        if (task() != Task.BINARY) {
            return List.of();
        }
        return names.isEmpty() ? List.of("0", "1") : names;
    }
}
