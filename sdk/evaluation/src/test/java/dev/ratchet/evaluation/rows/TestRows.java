/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in memory: columns of texts, or of numbers, where null is missing. */
record TestRows(List<Column> columns, List<List<@Nullable Object>> values) implements ModelInput {

    static TestRows none() {
        return new TestRows(List.of(), List.of());
    }

    /** The same with one more column, which is text when a value is text, whole when all are integers. */
    TestRows with(String name, @Nullable Object... cells) {
        ColumnType type = ColumnType.LONG;
        for (Object cell : cells) {
            if (cell instanceof Boolean) {
                type = ColumnType.BOOLEAN;
            } else if (cell instanceof String) {
                type = ColumnType.STRING;
            } else if (cell instanceof Double) {
                type = ColumnType.DOUBLE;
            }
        }
        List<Column> named = new ArrayList<>(columns);
        named.add(Column.of(name, type));
        List<List<@Nullable Object>> all = new ArrayList<>(values);
        all.add(Arrays.asList(cells));
        return new TestRows(named, all);
    }

    @Override
    public int rowCount() {
        return values.isEmpty() ? 0 : values.get(0).size();
    }

    @Override
    public double number(int row, int column) {
        Object value = values.get(column).get(row);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public @Nullable String text(int row, int column) {
        Object value = values.get(column).get(row);
        return value == null ? null : value.toString();
    }
}
