/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Rows of any values under typed columns. */
record Rows(List<Column> columns, List<List<Object>> cells) implements ModelInput {

    static Rows of(ColumnType type, List<String> names, double[]... rows) {
        List<List<Object>> cells = new ArrayList<>();
        for (double[] row : rows) {
            List<Object> values = new ArrayList<>();
            for (double value : row) {
                values.add(value);
            }
            cells.add(values);
        }
        return new Rows(names.stream().map(name -> Column.of(name, type)).toList(), cells);
    }

    @Override
    public int rowCount() {
        return cells.size();
    }

    @Override
    public double number(int row, int column) {
        return ((Number) cells.get(row).get(column)).doubleValue();
    }

    @Override
    public @Nullable String text(int row, int column) {
        Object value = cells.get(row).get(column);
        return value instanceof Double number && Double.isNaN(number) ? null : String.valueOf(value);
    }
}
