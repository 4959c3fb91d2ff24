/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of floats with column names, the simplest input of a model. The array is not copied: do not change it while it
 * is in use.
 */
public final class FloatRows implements ModelInput {

    private final List<Column> columns;
    private final float[] values;
    private final int rows;

    private FloatRows(List<Column> columns, float[] values, int rows) {
        this.columns = columns;
        this.values = values;
        this.rows = rows;
    }

    /**
     * Rows one after the other in one array.
     *
     * @param names unique column names, at least one
     * @param values the rows, row by row; the length is a multiple of the number of names; NaN is missing
     */
    public static FloatRows of(List<String> names, float[] values) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Column '" + name + "' comes twice; column names must be unique.");
            }
        }
        if (names.isEmpty() || values.length % names.size() != 0) {
            throw new IllegalArgumentException(
                    values.length + " values do not make whole rows of " + names.size() + " columns.");
        }
        List<Column> columns =
                names.stream().map(name -> Column.of(name, ColumnType.FLOAT)).toList();
        return new FloatRows(columns, values, values.length / names.size());
    }

    /** Rows as arrays of equal length. */
    public static FloatRows of(List<String> names, float[][] rows) {
        float[] values = new float[rows.length * names.size()];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != names.size()) {
                throw new IllegalArgumentException(
                        "Row " + i + " has " + rows[i].length + " values, but there are " + names.size() + " columns.");
            }
            System.arraycopy(rows[i], 0, values, i * names.size(), names.size());
        }
        return of(names, values);
    }

    @Override
    public int rowCount() {
        return rows;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    /** The values row by row; the array itself, not a copy. */
    public float[] values() {
        return values;
    }

    @Override
    public double number(int row, int column) {
        return values[row * columns.size() + column];
    }

    @Override
    public @Nullable String text(int row, int column) {
        float value = values[row * columns.size() + column];
        return Float.isNaN(value) ? null : Float.toString(value);
    }
}
