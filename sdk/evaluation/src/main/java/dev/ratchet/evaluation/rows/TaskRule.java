/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.Task;

import java.util.List;
import java.util.Set;

/** What is predicted, where that was not said. What is not obvious is said in a note, and what cannot be known refused. */
final class TaskRule {

    /** Whole numbers with more values than this are numbers, not classes. */
    private static final int CLASSES = 20;

    private TaskRule() {}

    /** The task of labels and of predicted values of the same kind. */
    static Task ofPredicted(Cells.Values labels, Cells.Values predicted, List<String> notes) {
        if (labels.numeric() != predicted.numeric()) {
            throw new RatchetException("The label '" + labels.column() + "' has values such as '"
                    + labels.texts().get(0) + "', and the predicted ones in '" + predicted.column() + "' are such as '"
                    + predicted.texts().get(0) + "': give predicted values of the same kind as the label's.");
        }
        Set<String> seen = labels.distinct();
        Set<String> all = labels.distinct();
        all.addAll(predicted.distinct());
        if (labels.numeric() && !(labels.whole() && predicted.whole())) {
            return Task.REGRESSION;
        }
        if (predicted.distinct().stream().noneMatch(seen::contains) && !labels.numeric()) {
            throw new RatchetException("None of the predicted values in '" + predicted.column() + "' ("
                    + Cells.named(List.copyOf(predicted.distinct()), CLASSES) + ") is a value of the label '"
                    + labels.column() + "' (" + Cells.named(List.copyOf(seen), CLASSES) + ").");
        }
        if (all.size() <= 2) {
            return Task.BINARY;
        }
        return labels.numeric() ? ofWhole(labels.column(), all.size(), notes) : Task.MULTICLASS;
    }

    /** The task of one number for each row. */
    static Task ofOutput(Cells.Values labels, double[] outputs, List<String> notes) {
        Set<String> values = labels.distinct();
        boolean shares = inUnit(outputs);
        if (values.size() <= 2
                && shares
                && (values.size() == 2 || Set.of("0", "1", "false", "true").containsAll(values))) {
            return Task.BINARY;
        }
        if (!labels.numeric()) {
            throw new RatchetException("The model gives one number for each row"
                    + (shares ? "" : ", not a probability,") + " and the label '" + labels.column() + "' has "
                    + values.size() + " texts as values (" + Cells.named(List.copyOf(values), CLASSES)
                    + "): it does not predict this label.");
        }
        if (values.size() <= 2) {
            throw new RatchetException(
                    "The label '" + labels.column() + "' has the values " + String.join(" and ", values)
                            + ", and what the model gives is no probability: say whether the task is binary or regression.");
        }
        boolean whole = labels.whole();
        for (double output : outputs) {
            whole &= output == Math.rint(output);
        }
        return whole ? ofWhole(labels.column(), values.size(), notes) : Task.REGRESSION;
    }

    private static Task ofWhole(String label, int values, List<String> notes) {
        Task task = values <= CLASSES ? Task.MULTICLASS : Task.REGRESSION;
        notes.add("The " + values + " whole numbers of the label '" + label + "' are taken as "
                + (task == Task.MULTICLASS
                        ? "classes; say task regression if they are amounts."
                        : "amounts; say task multiclass if they are classes."));
        return task;
    }

    static boolean inUnit(double[] values) {
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
        }
        return true;
    }
}
