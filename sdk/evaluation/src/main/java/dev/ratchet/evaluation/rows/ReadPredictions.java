/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.Task;

import java.util.List;

/**
 * Predictions that were made of columns, and what was taken for granted on the way. Immutable.
 *
 * @param predictions the predictions, with what is known of their rows
 * @param task what is predicted
 * @param classes by their numbers, of two the positive one last; empty where a number is predicted
 * @param notes one sentence for each thing that was not said and had to be decided; show them to the user
 */
public record ReadPredictions(Predictions predictions, Task task, List<String> classes, List<String> notes) {

    /** Keeps the lists. */
    public ReadPredictions {
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
    }
}
