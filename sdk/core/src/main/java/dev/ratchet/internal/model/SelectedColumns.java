/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.model;

import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some columns of an input, in an order and with types of their own. */
record SelectedColumns(ModelInput source, List<Column> columns, List<Integer> positions) implements ModelInput {

    SelectedColumns {
        columns = List.copyOf(columns);
        positions = List.copyOf(positions);
    }

    @Override
    public int rowCount() {
        return source.rowCount();
    }

    @Override
    public double number(int row, int column) {
        return source.number(row, positions.get(column));
    }

    @Override
    public @Nullable String text(int row, int column) {
        return source.text(row, positions.get(column));
    }
}
