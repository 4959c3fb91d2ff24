/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of rows beside labels and predictions: keys that tell which row is which, weights, and columns by which
 * results are sliced. Immutable; arrays are copied.
 */
public final class RowInfo {

    private static final RowInfo NONE = new RowInfo(null, null, Map.of());

    private final @Nullable List<String> keys;
    private final double @Nullable [] weights;
    private final Map<String, List<String>> columns;

    private RowInfo(@Nullable List<String> keys, double @Nullable [] weights, Map<String, List<String>> columns) {
        this.keys = keys;
        this.weights = weights;
        this.columns = columns;
    }

    /** Nothing is known: rows are told apart by their position and all count alike. */
    public static RowInfo none() {
        return NONE;
    }

    /** The same with a key for each row, which no other row has; checked when rows of two models are aligned. */
    public RowInfo withKeys(List<String> ofRows) {
        return new RowInfo(List.copyOf(ofRows), weights, columns);
    }

    /** The same with a weight of at least 0 for each row; checked when a metric is computed. */
    public RowInfo withWeights(double... ofRows) {
        return new RowInfo(keys, ofRows.clone(), columns);
    }

    /** The same with a column, for slices or as groups of people. */
    public RowInfo withColumn(String name, List<String> ofRows) {
        Map<String, List<String>> more = new LinkedHashMap<>(columns);
        more.put(name, List.copyOf(ofRows));
        return new RowInfo(keys, weights, Collections.unmodifiableMap(more));
    }

    /** The key of each row, if rows have keys. */
    public Optional<List<String>> keys() {
        return Optional.ofNullable(keys);
    }

    /** A copy of the rows' weights, if rows have weights. */
    public Optional<double[]> weights() {
        return Optional.ofNullable(weights).map(double[]::clone);
    }

    /** The columns by name, in the order in which they were given. */
    public Map<String, List<String>> columns() {
        return columns;
    }

    /** What is known of some of the rows, in the order of their positions. */
    RowInfo select(int[] rows) {
        Map<String, List<String>> selected = new LinkedHashMap<>();
        columns.forEach((name, values) -> selected.put(name, Picked.of(values, rows)));
        return new RowInfo(
                keys == null ? null : Picked.of(keys, rows),
                weights == null ? null : Picked.of(weights, rows),
                Collections.unmodifiableMap(selected));
    }

    /** What another model predicted, refused where it is of another kind or for other rows. */
    static <P extends Predictions> P sameRows(P own, Class<P> kind, Predictions other) {
        if (!kind.isInstance(other) || other.rowCount() != own.rowCount()) {
            throw new IllegalArgumentException(
                    "Predictions of two models can be mixed when they are of one kind and for"
                            + " the same rows, and these are " + own.rowCount() + " of " + kind.getSimpleName()
                            + " and "
                            + other.rowCount() + " of " + other.getClass().getSimpleName() + ".");
        }
        return kind.cast(other);
    }

    /** Refuses what is not there for each row. */
    void requireRows(int rows) {
        requireSize("keys", keys == null ? rows : keys.size(), rows);
        requireSize("weights", weights == null ? rows : weights.length, rows);
        columns.forEach((name, values) -> requireSize("values of column '" + name + "'", values.size(), rows));
    }

    private static void requireSize(String what, int size, int rows) {
        if (size != rows) {
            throw new IllegalArgumentException(
                    "There are " + size + " " + what + " and " + rows + " rows: each row needs one.");
        }
    }
}
