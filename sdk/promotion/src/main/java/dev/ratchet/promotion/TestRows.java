/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.evaluation.rows.PredictionRows;
import dev.ratchet.evaluation.rows.ReadPredictions;
import dev.ratchet.model.Column;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The rows that both models score, and which of their columns mean what. Checked before anything is scored. */
final class TestRows {

    private static final int NAMED = 5;
    private static final String LABEL = "label";

    private final ModelInput rows;
    private final String label;
    private final @Nullable String key;
    private final Set<String> columns;
    private final Consumer<PredictionRows.Builder> more;

    private TestRows(
            ModelInput rows,
            String label,
            @Nullable String key,
            Set<String> columns,
            Consumer<PredictionRows.Builder> more) {
        this.rows = rows;
        this.label = label;
        this.key = key;
        this.columns = columns;
        this.more = more;
    }

    /**
     * Finds the columns.
     *
     * @param signature what the candidate takes, where that is known
     */
    static TestRows of(
            ModelInput given, PromotionPolicy policy, PromotionSettings settings, Optional<ModelSignature> signature) {
        if (given.rowCount() == 0) {
            throw new RatchetException("The test data has no rows, so nothing can be compared.");
        }
        String key = settings.key().or(policy::key).orElse(null);
        Set<String> columns = new LinkedHashSet<>(policy.columns());
        ModelInput rows = given;
        Optional<String> said = settings.label().or(policy::label);
        String label;
        if (said.isEmpty()
                && given instanceof FloatDataset dataset
                && dataset.labels().isPresent()) {
            label = given.indexOf(LABEL) < 0 ? LABEL : "its label";
            FloatRows labels = FloatRows.of(List.of(label), dataset.labels().get());
            rows = BesideRows.inOrder(given, labels, label);
        } else {
            label = said.orElseGet(() -> onlyOther(given, key, columns, signature));
        }
        TestRows all = new TestRows(rows, label, key, columns, settings.columns);
        all.requireColumns();
        return all;
    }

    private static String onlyOther(
            ModelInput rows, @Nullable String key, Set<String> columns, Optional<ModelSignature> signature) {
        Set<String> taken = new LinkedHashSet<>(columns);
        signature.ifPresent(known -> known.inputColumns().forEach(column -> taken.add(column.name())));
        if (key != null) {
            taken.add(key);
        }
        List<String> others =
                names(rows).stream().filter(name -> !taken.contains(name)).toList();
        boolean known = signature.filter(own -> !own.inputColumns().isEmpty()).isPresent();
        if (known && others.size() == 1) {
            return others.get(0);
        }
        throw new RatchetException("Which column of the test data holds what is true is not known: "
                + (known
                        ? "beside what the candidate takes, the key and the columns of rules there are " + others
                        : "the candidate does not say which columns it takes")
                + ". Name it by label(...), by 'data: {label: COLUMN}' in the policy, or by --label.");
    }

    private static List<String> names(ModelInput rows) {
        return rows.columns().stream().map(Column::name).toList();
    }

    private void requireColumns() {
        require("label", label);
        if (key != null) {
            require("key", key);
        }
        columns.forEach(column -> require("column that a rule groups rows by", column));
    }

    private void require(String what, String column) {
        if (rows.indexOf(column) < 0) {
            throw new RatchetException(
                    "The " + what + " '" + column + "' is missing in the test data, which has " + names(rows) + ".");
        }
    }

    /** The rows with their label. */
    ModelInput rows() {
        return rows;
    }

    /**
     * The rows as a model takes them: all columns where it names those that it takes; else, since their number and order
     * count then, all but the label, the key and those of rules.
     */
    ModelInput rowsFor(Optional<ModelSignature> signature) {
        if (signature
                .filter(known -> known.inputs() instanceof ModelSchema.Columns named && named.named())
                .isPresent()) {
            return rows;
        }
        Set<String> others = new LinkedHashSet<>(columns);
        others.add(label);
        if (key != null) {
            others.add(key);
        }
        return SomeColumns.without(rows, others);
    }

    /** What a model gave for the rows. */
    ReadPredictions outputs(float[][] outputs) {
        return reader().outputs(rows, outputs);
    }

    private PredictionRows reader() {
        PredictionRows.Builder reader = PredictionRows.builder(label);
        columns.forEach(reader::column);
        if (key != null) {
            reader.key(key);
        }
        more.accept(reader);
        return reader.build();
    }

    /** What was predicted elsewhere, brought to the rows by key. */
    ReadPredictions scored(ScoredRows scored, String whose) {
        if (key == null) {
            throw new RatchetException("Predictions of the " + whose
                    + " are brought to the rows by key, and no key column is named: name it by key(...), by"
                    + " 'data: {key: COLUMN}' in the policy, or by --key.");
        }
        ModelInput others = scored.rows();
        int[] columnsOfOthers = scored.columns().stream()
                .mapToInt(column -> required(others, column, whose))
                .toArray();
        int[] order = order(others, required(others, key, whose), key, whose);
        List<String> names =
                scored.columns().stream().map(column -> whose + ":" + column).toList();
        return scored.read(reader(), new BesideRows(rows, others, order, columnsOfOthers, names), names);
    }

    private static int required(ModelInput rows, String column, String whose) {
        int position = rows.indexOf(column);
        if (position < 0) {
            throw new RatchetException(
                    "The predictions of the " + whose + " have no column '" + column + "': " + names(rows) + ".");
        }
        return position;
    }

    private int[] order(ModelInput others, int column, String keyName, String whose) {
        Map<String, Integer> positions = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (int row = 0; row < others.rowCount(); row++) {
            String value = keyOf(others, row, column);
            if (positions.put(value, row) != null) {
                twice.add(value);
            }
        }
        if (!twice.isEmpty()) {
            throw new RatchetException(twice.size() + " keys of the predictions of the " + whose
                    + " come more than once (" + few(twice) + "): a key must name one row.");
        }
        int own = rows.indexOf(keyName);
        int[] order = new int[rows.rowCount()];
        List<String> missing = new ArrayList<>();
        for (int row = 0; row < order.length; row++) {
            String value = keyOf(rows, row, own);
            Integer position = positions.remove(value);
            if (position == null) {
                missing.add(value);
            } else {
                order[row] = position;
            }
        }
        if (!missing.isEmpty() || !positions.isEmpty()) {
            throw new RatchetException("The keys do not match: of the test data's rows " + missing.size()
                    + " have no prediction of the " + whose + few(missing, " (", ")") + ", and " + positions.size()
                    + " of its predictions are for other rows" + few(List.copyOf(positions.keySet()), " (", ")")
                    + ". Give predictions for the same rows.");
        }
        return order;
    }

    private static String keyOf(ModelInput rows, int row, int column) {
        if (rows.columns().get(column).type().isNumeric()) {
            double number = rows.number(row, column);
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
        return String.valueOf(rows.text(row, column));
    }

    private static String few(List<String> keys, String before, String behind) {
        return keys.isEmpty() ? "" : before + few(keys) + behind;
    }

    private static String few(List<String> keys) {
        return String.join(", ", keys.subList(0, Math.min(NAMED, keys.size()))) + (keys.size() > NAMED ? ", ..." : "");
    }
}
