/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;

/** The batches of a table from the beginning. */
final class KeptBatches implements BatchSource {

    private final TableSchema schema;
    private final Iterator<Batch> batches;

    KeptBatches(TableSchema schema, List<Batch> batches) {
        this.schema = schema;
        this.batches = batches.iterator();
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public @Nullable Batch next() {
        return batches.hasNext() ? batches.next().retain() : null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
