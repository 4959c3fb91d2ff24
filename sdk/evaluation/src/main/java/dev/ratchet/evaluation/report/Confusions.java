/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.metric.ConfusionMatrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A confusion matrix in words: all of it while there are few classes, and what is confused most. */
final class Confusions {

    private static final int MOST_CLASSES = 15;
    private static final int NAMED = 10;

    /** Rows of one class that were predicted as another. */
    record Confusion(String truth, String predicted, double count, double share) {}

    private Confusions() {}

    /** The commonest errors first. */
    static List<Confusion> most(List<String> names, ConfusionMatrix matrix) {
        List<Confusion> all = new ArrayList<>();
        for (int truth = 0; truth < matrix.classes(); truth++) {
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                double count = matrix.count(truth, predicted);
                if (truth != predicted && count > 0) {
                    all.add(new Confusion(
                            names.get(truth), names.get(predicted), count, count / matrix.support(truth)));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Confusion::count).reversed());
        return List.copyOf(all.subList(0, Math.min(NAMED, all.size())));
    }

    static String text(List<String> names, ConfusionMatrix matrix) {
        if (matrix.classes() > MOST_CLASSES) {
            TextTable table = new TextTable(2, 4).row("actual", "predicted", "rows", "of the class");
            most(names, matrix)
                    .forEach(one ->
                            table.row(one.truth, one.predicted, Words.count(one.count), Words.percent(one.share)));
            return "  " + matrix.classes() + " classes; the commonest errors:\n" + table.text();
        }
        TextTable table = new TextTable(1, matrix.classes() + 1);
        List<String> heading = new ArrayList<>(List.of("actual \\ predicted"));
        heading.addAll(names);
        table.row(heading);
        for (int truth = 0; truth < matrix.classes(); truth++) {
            List<String> row = new ArrayList<>(List.of(names.get(truth)));
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                row.add(Words.count(matrix.count(truth, predicted)));
            }
            table.row(row);
        }
        return table.text();
    }
}
