/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Rows of numbers with columns of any type. */
record Rows(List<Column> columns, List<double[]> values) implements ModelInput {

    static Rows ofDoubles(List<String> names, List<double[]> values) {
        return new Rows(
                names.stream().map(name -> Column.of(name, ColumnType.DOUBLE)).toList(), values);
    }

    @Override
    public int rowCount() {
        return values.size();
    }

    @Override
    public double number(int row, int column) {
        return values.get(row)[column];
    }

    @Override
    public @Nullable String text(int row, int column) {
        double value = number(row, column);
        return Double.isNaN(value) ? null : String.valueOf(value);
    }
}
