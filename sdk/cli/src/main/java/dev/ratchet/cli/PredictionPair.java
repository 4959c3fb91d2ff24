/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import dev.ratchet.evaluation.Aligned;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.Task;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.PromotionPolicy;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Evidence from two files of predictions.
 *
 * @param evidence what a policy judges
 * @param notes what had to be decided while reading
 */
record PredictionPair(Evidence.Builder evidence, List<String> notes) {

    /** One file. */
    private record Side(String shown, Table table, ReadPredictions read) {}

    /** Reads the files with the columns that the policy needs, from whichever has them. */
    static PredictionPair read(
            CliContext context, PairOptions what, RowOptions rows, OutputOptions options, PromotionPolicy policy) {
        String champion = what.champion();
        try (OpenedData.InMemory candidate = DatasetFiles.read(context, what.candidate(), rows, options)) {
            if (champion == null) {
                return new Reader(what.columns(), policy).alone(candidate);
            }
            try (OpenedData.InMemory other = DatasetFiles.read(context, champion, rows, options)) {
                return new Reader(what.columns(), policy).both(other, candidate);
            }
        }
    }

    private static final class Reader {

        private final PredictionOptions what;
        private final PromotionPolicy policy;
        private final List<String> notes = new ArrayList<>();

        Reader(PredictionOptions what, PromotionPolicy policy) {
            this.what = what;
            this.policy = policy;
        }

        PredictionPair alone(OpenedData.InMemory candidate) {
            requireColumns(candidate, null);
            Side side = side(candidate, List.of());
            note(side);
            return new PredictionPair(Evidence.withoutChampion(side.read().predictions()), notes);
        }

        PredictionPair both(OpenedData.InMemory championData, OpenedData.InMemory candidateData) {
            requireColumns(candidateData, championData);
            Side champion = side(championData, List.of());
            Side candidate = side(candidateData, List.of());
            requireSameTask(champion, candidate);
            List<String> classes = classes(champion, candidate);
            if (!classes.isEmpty()) {
                champion = side(championData, classes);
                candidate = side(candidateData, classes);
            }
            note(champion);
            note(candidate);
            Aligned<Predictions> aligned = aligned(champion, candidate);
            RowInfo info = allColumns(aligned);
            return new PredictionPair(
                    Evidence.of(aligned.first().with(info), aligned.second().with(info)), List.copyOf(notes));
        }

        private void requireColumns(OpenedData.InMemory candidate, OpenedData.@Nullable InMemory champion) {
            for (String column : policy.columns()) {
                boolean found = candidate.schema().names().contains(column)
                        || (champion != null && champion.schema().names().contains(column));
                if (!found) {
                    throw new RatchetException("The policy needs the column '" + column + "', which is not in '"
                            + candidate.shown() + "'"
                            + (champion == null ? "" : " and not in '" + champion.shown() + "'")
                            + ": add it to one of the files.");
                }
            }
        }

        private Side side(OpenedData.InMemory data, List<String> classes) {
            PredictionRows.Builder columns = PredictionColumns.of(what);
            if (!classes.isEmpty()) {
                columns.classes(classes);
            }
            policy.columns().stream().filter(data.schema().names()::contains).forEach(columns::column);
            try {
                return new Side(
                        data.shown(), data.table(), PredictionColumns.read(columns.build(), what, data.table()));
            } catch (RatchetException e) {
                throw new RatchetException("In '" + data.shown() + "': " + e.getMessage(), e);
            }
        }

        private void note(Side side) {
            side.read().notes().forEach(note -> notes.add(side.shown() + ": " + note));
        }

        private static void requireSameTask(Side champion, Side candidate) {
            Task first = champion.read().task();
            Task second = candidate.read().task();
            if (first != second) {
                throw new RatchetException("The predictions in '" + champion.shown() + "' look like " + first.text()
                        + ", and those in '" + candidate.shown() + "' like " + second.text()
                        + ": say which by --task, and the classes by --classes.");
            }
        }

        /** The classes of both where files alone show different ones; of two classes that is an error. */
        private static List<String> classes(Side champion, Side candidate) {
            List<String> first = champion.read().classes();
            List<String> second = candidate.read().classes();
            if (first.equals(second)) {
                return List.of();
            }
            if (champion.read().task() == Task.BINARY) {
                throw new RatchetException("The two classes are " + String.join(" and ", first) + " in '"
                        + champion.shown() + "', and " + String.join(" and ", second) + " in '" + candidate.shown()
                        + "': both files must have the same labels.");
            }
            TreeSet<String> all = new TreeSet<>(first);
            all.addAll(second);
            return List.copyOf(all);
        }

        private static Aligned<Predictions> aligned(Side champion, Side candidate) {
            try {
                return Aligned.of(
                        champion.read().predictions(), candidate.read().predictions());
            } catch (IllegalArgumentException e) {
                throw new RatchetException(
                        "'" + champion.shown() + "' (first) and '" + candidate.shown() + "' (second): "
                                + e.getMessage(),
                        e);
            }
        }

        /** The candidate's rows decide by which columns they are sliced; what they lack is taken from the champion's. */
        private RowInfo allColumns(Aligned<Predictions> aligned) {
            RowInfo all = aligned.second().rows();
            RowInfo other = aligned.first().rows();
            if (!Arrays.equals(all.weights().orElse(null), other.weights().orElse(null))) {
                throw new RatchetException("The weights in the column '" + what.weight()
                        + "' differ between the files: both models must be judged by the same weights.");
            }
            for (Map.Entry<String, List<String>> column : other.columns().entrySet()) {
                if (!all.columns().containsKey(column.getKey())) {
                    all = all.withColumn(column.getKey(), column.getValue());
                }
            }
            return all;
        }
    }
}
