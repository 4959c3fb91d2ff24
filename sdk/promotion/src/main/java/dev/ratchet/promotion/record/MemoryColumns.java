/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Columns in Java's memory, in the order in which they were added. */
final class MemoryColumns implements ModelInput {

    private final int rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<IntToDoubleFunction> numbers = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();

    MemoryColumns(int rows) {
        this.rows = rows;
    }

    void whole(String name, IntToDoubleFunction values) {
        add(new Column(name, ColumnType.LONG, true), values, List.of());
    }

    void whole(String name, int[] values) {
        whole(name, row -> values[row]);
    }

    void numbers(String name, double[] values) {
        add(new Column(name, ColumnType.DOUBLE, true), row -> values[row], List.of());
    }

    void texts(String name, List<String> values) {
        add(new Column(name, ColumnType.STRING, true), row -> Double.NaN, values);
    }

    private void add(Column column, IntToDoubleFunction ofRows, List<String> ofTexts) {
        columns.add(column);
        numbers.add(ofRows);
        texts.add(ofTexts);
    }

    @Override
    public int rowCount() {
        return rows;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public double number(int row, int column) {
        return numbers.get(column).applyAsDouble(row);
    }

    @Override
    public @Nullable String text(int row, int column) {
        return texts.get(column).get(row);
    }
}
