/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.dataset.DatasetIdentity;

import java.util.List;

/**
 * What one pass over a file tells. Immutable.
 *
 * @param schema the columns with their types, declared or found
 * @param missing for each column how many rows have no value
 * @param digest the digest of the rows in order, with those of its blocks
 * @param identity what a run would log: digests {@code content-1}, {@code mlflow-python-table-1} and {@code bytes-1}
 */
public record TableScan(TableSchema schema, List<Long> missing, TableDigest digest, DatasetIdentity identity) {

    /** Copies the list. */
    public TableScan {
        missing = List.copyOf(missing);
    }

    /** The number of rows. */
    public long rowCount() {
        return digest.rowCount();
    }
}
