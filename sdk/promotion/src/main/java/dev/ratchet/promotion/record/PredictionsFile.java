/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.Task;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.internal.json.CanonicalJson;
import dev.ratchet.promotion.internal.json.JsonText;
import dev.ratchet.promotion.internal.tables.TableSupport;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The predictions that a decision was made by, as a Parquet file from which it is computed again: numbers to the last bit,
 * rows in the order of the decision.
 *
 * <p>Columns: {@code row}, {@code key} where rows have keys, {@code label} (of classes their number), {@code query} of
 * rankings, {@code champion_...} and {@code candidate_...} of each model ({@code probability}, {@code score}, {@code class},
 * {@code predicted}; {@code probability_0}, {@code probability_1}, ... of several classes), {@code weight}, {@code task},
 * {@code classes} (their names as JSON), and the columns of slices and groups by their own names, with {@code column.}
 * before a name that is one of these.
 *
 * <p>Needs {@code ratchet-data} on the class path, and its flag for the JVM. Thread-safe.
 */
public final class PredictionsFile {

    /** The name of the file among the artifacts of a decision's run. */
    public static final String NAME = "predictions.parquet";

    static final String LABEL = "label";
    static final String QUERY = "query";
    private static final String ROW = "row";
    private static final String KEY = "key";
    private static final String WEIGHT = "weight";
    private static final String TASK = "task";
    private static final String CLASSES = "classes";
    private static final String CHAMPION = "champion";
    private static final String CANDIDATE = "candidate";
    private static final String COLUMN = "column.";
    private static final Set<String> OWN = Set.of(ROW, KEY, LABEL, QUERY, WEIGHT, TASK, CLASSES);

    private PredictionsFile() {}

    /**
     * Checks that files of predictions can be written here, so that it is known before anything is scored.
     *
     * @throws RatchetException when {@code ratchet-data} is not on the class path, or the JVM lacks the flag for tables
     */
    public static void requireAvailable() {
        TableSupport.requireForPredictions();
        MemoryColumns one = new MemoryColumns(1);
        one.whole(ROW, row -> row);
        Tables.of("check", one).close();
    }

    /**
     * Writes what both models predicted; a file that is there is replaced.
     *
     * @throws RatchetException when the file cannot be written, or the models' rows have different columns or weights
     */
    public static void write(Evidence evidence, Path file) {
        requireAvailable();
        Predictions candidate = evidence.candidate();
        MemoryColumns columns = new MemoryColumns(candidate.rowCount());
        columns.whole(ROW, row -> row);
        RowInfo rows = candidate.rows();
        rows.keys().ifPresent(keys -> columns.texts(KEY, keys));
        label(candidate, columns);
        evidence.champion().ifPresent(champion -> {
            requireSame(champion, candidate);
            new ModelColumns(CHAMPION).write(champion, columns);
        });
        new ModelColumns(CANDIDATE).write(candidate, columns);
        rows.weights().ifPresent(weights -> columns.numbers(WEIGHT, weights));
        columns.texts(
                TASK, Collections.nCopies(candidate.rowCount(), task(candidate).text()));
        if (!classes(candidate).isEmpty()) {
            String names = CanonicalJson.write(classes(candidate));
            columns.texts(CLASSES, Collections.nCopies(candidate.rowCount(), names));
        }
        rows.columns().forEach((name, values) -> columns.texts(isOwn(name) ? COLUMN + name : name, values));
        try (Table table = Tables.of("predictions", columns)) {
            Tables.write(table, file);
        }
    }

    private static void label(Predictions predictions, MemoryColumns columns) {
        if (predictions instanceof BinaryPredictions binary) {
            columns.whole(LABEL, binary.labels());
        } else if (predictions instanceof MulticlassPredictions several) {
            columns.whole(LABEL, several.labels());
        } else if (predictions instanceof RegressionPredictions numbers) {
            columns.numbers(LABEL, numbers.targets());
        } else {
            RankingPredictions ranking = (RankingPredictions) predictions;
            columns.texts(QUERY, ranking.queries());
            columns.numbers(LABEL, ranking.relevance());
        }
    }

    private static Task task(Predictions predictions) {
        if (predictions instanceof BinaryPredictions) {
            return Task.BINARY;
        }
        if (predictions instanceof MulticlassPredictions) {
            return Task.MULTICLASS;
        }
        return predictions instanceof RegressionPredictions ? Task.REGRESSION : Task.RANKING;
    }

    private static List<String> classes(Predictions predictions) {
        if (predictions instanceof BinaryPredictions binary) {
            return binary.classes();
        }
        return predictions instanceof MulticlassPredictions several ? several.classes() : List.of();
    }

    private static void requireSame(Predictions champion, Predictions candidate) {
        if (!classes(champion).equals(classes(candidate))) {
            throw new RatchetException("The champion's classes are " + classes(champion) + " and the candidate's "
                    + classes(candidate) + ": give both the same names in the same order.");
        }
        RowInfo one = champion.rows();
        RowInfo other = candidate.rows();
        if (!one.columns().equals(other.columns())
                || !Arrays.equals(one.weights().orElse(null), other.weights().orElse(null))) {
            throw new RatchetException("Rows of the champion have columns "
                    + one.columns().keySet() + (one.weights().isPresent() ? " and weights" : "")
                    + ", those of the candidate " + other.columns().keySet()
                    + (other.weights().isPresent() ? " and weights" : "")
                    + ", or other values: predictions are kept where rows of both models have the same.");
        }
    }

    /** Whether a column of rows could be taken for one of this file, in any case, as Parquet's writer sees it. */
    private static boolean isOwn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OWN.contains(lower)
                || lower.startsWith(CHAMPION + "_")
                || lower.startsWith(CANDIDATE + "_")
                || name.startsWith(COLUMN);
    }

    /**
     * Reads what was written.
     *
     * @return evidence of the predictions alone, for {@link dev.ratchet.promotion.Promotion#replay}
     * @throws RatchetException when the file cannot be read or is none of kept predictions, naming what is missing
     */
    public static Evidence.Builder read(Path file) {
        requireAvailable();
        try (Table table = Tables.read(file.toString())) {
            return read(new KeptRows(file.toString(), table));
        }
    }

    private static Evidence.Builder read(KeptRows rows) {
        Task task = task(rows);
        List<String> classes = task == Task.BINARY || task == Task.MULTICLASS ? classes(rows) : List.of();
        RowInfo info = info(rows);
        ModelColumns champion = new ModelColumns(CHAMPION);
        Predictions candidate =
                new ModelColumns(CANDIDATE).read(rows, task, classes).with(info);
        return champion.isIn(rows)
                ? Evidence.of(champion.read(rows, task, classes).with(info), candidate)
                : Evidence.withoutChampion(candidate);
    }

    private static Task task(KeptRows rows) {
        String task = only(rows, TASK);
        try {
            return Task.ofText(task);
        } catch (IllegalArgumentException e) {
            throw new RatchetException(rows + " is no file of kept predictions. " + e.getMessage(), e);
        }
    }

    private static List<String> classes(KeptRows rows) {
        if (JsonText.read("the column '" + CLASSES + "' of " + rows, only(rows, CLASSES)) instanceof List<?> names) {
            return names.stream().map(String::valueOf).toList();
        }
        throw new RatchetException(rows + " has no list of names in its column '" + CLASSES + "'.");
    }

    private static String only(KeptRows rows, String column) {
        if (rows.rowCount() == 0) {
            throw new RatchetException(rows + " has no rows, so there is nothing to be compared.");
        }
        return rows.texts(column).get(0);
    }

    private static RowInfo info(KeptRows rows) {
        RowInfo info = RowInfo.none();
        if (rows.names().contains(KEY)) {
            info = info.withKeys(rows.texts(KEY));
        }
        if (rows.names().contains(WEIGHT)) {
            info = info.withWeights(rows.numbers(WEIGHT));
        }
        for (String name : rows.names()) {
            if (name.startsWith(COLUMN)) {
                info = info.withColumn(name.substring(COLUMN.length()), rows.texts(name));
            } else if (!isOwn(name)) {
                info = info.withColumn(name, rows.texts(name));
            }
        }
        return info;
    }
}
