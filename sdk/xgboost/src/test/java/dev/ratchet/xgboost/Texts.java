/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A dataset of texts and doubles; an empty text is missing. */
record Texts(String name, List<String> names, List<List<Object>> rows) implements Dataset {

    @Override
    public DatasetIdentity identity() {
        return new DatasetIdentity(
                name, DatasetSource.code(), Map.of(), Map.of(), List.of(new DatasetDigest("texts-test", "0123456789")));
    }

    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public List<Column> columns() {
        return java.util.stream.IntStream.range(0, names.size())
                .mapToObj(i -> Column.of(
                        names.get(i), rows.get(0).get(i) instanceof String ? ColumnType.STRING : ColumnType.DOUBLE))
                .toList();
    }

    @Override
    public double number(int row, int column) {
        return (Double) rows.get(row).get(column);
    }

    @Override
    public @Nullable String text(int row, int column) {
        String text = String.valueOf(rows.get(row).get(column));
        return text.isEmpty() ? null : text;
    }
}
