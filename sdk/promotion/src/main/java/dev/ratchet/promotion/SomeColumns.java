/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows with some of their columns, for models that tell columns apart by their order.
 *
 * @param rows all columns
 * @param positions of those that are left
 * @param columns those that are left
 */
record SomeColumns(ModelInput rows, int[] positions, List<Column> columns) implements ModelInput {

    static SomeColumns without(ModelInput rows, Set<String> names) {
        int[] left = IntStream.range(0, rows.columns().size())
                .filter(column -> !names.contains(rows.columns().get(column).name()))
                .toArray();
        return new SomeColumns(
                rows, left, IntStream.of(left).mapToObj(rows.columns()::get).toList());
    }

    @Override
    public int rowCount() {
        return rows.rowCount();
    }

    @Override
    public double number(int row, int column) {
        return rows.number(row, positions[column]);
    }

    @Override
    public @Nullable String text(int row, int column) {
        return rows.text(row, positions[column]);
    }
}
