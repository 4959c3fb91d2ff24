/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.dataset.Dataset;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.model.Column;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** A dataset with named columns that has something to say to runs. */
record Described(Dataset rows) implements Dataset {

    @Override
    public DatasetIdentity identity() {
        DatasetIdentity bare = rows.identity();
        return new DatasetIdentity(
                bare.name(),
                bare.source(),
                Map.of("mlflow_colspec", List.of("kind")),
                Map.of("num_rows", rows.rowCount()),
                bare.digests(),
                label -> new DatasetIdentity.Description(
                        Map.of("predicts", label), Map.of("split.json", "{}"), Map.of("split", "by " + label)));
    }

    @Override
    public int rowCount() {
        return rows.rowCount();
    }

    @Override
    public List<Column> columns() {
        return rows.columns();
    }

    @Override
    public double number(int row, int column) {
        return rows.number(row, column);
    }

    @Override
    public @Nullable String text(int row, int column) {
        return rows.text(row, column);
    }
}
