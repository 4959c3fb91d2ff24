/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Rows as a network sees them, with the texts that the numbers of categories stand for.
 *
 * @param rows the numbers
 * @param dictionaries the categories of the columns of texts, in order of their numbers
 */
public record TextRows(FloatRows rows, Map<String, List<String>> dictionaries) implements ModelInput {

    @Override
    public int rowCount() {
        return rows.rowCount();
    }

    @Override
    public List<Column> columns() {
        return rows.columns().stream()
                .map(column ->
                        dictionaries.containsKey(column.name()) ? Column.of(column.name(), ColumnType.STRING) : column)
                .toList();
    }

    @Override
    public double number(int row, int column) {
        String name = rows.columns().get(column).name();
        if (dictionaries.containsKey(name)) {
            throw new IllegalArgumentException("Column '" + name + "' has texts.");
        }
        return rows.number(row, column);
    }

    /** The text; null for a number that no category has, which stands for a missing one. */
    @Override
    public @Nullable String text(int row, int column) {
        List<String> categories = dictionaries.get(rows.columns().get(column).name());
        if (categories == null) {
            return rows.text(row, column);
        }
        double code = rows.number(row, column);
        return code >= 0 && code < categories.size() && code == Math.rint(code) ? categories.get((int) code) : null;
    }
}
