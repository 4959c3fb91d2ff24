/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.jspecify.annotations.Nullable;

/** Counts the rows that pass. */
final class Counted implements BatchSource {

    private final BatchSource source;
    private long rows;

    Counted(BatchSource source) {
        this.source = source;
    }

    long rows() {
        return rows;
    }

    @Override
    public TableSchema schema() {
        return source.schema();
    }

    @Override
    public @Nullable Batch next() {
        Batch batch = source.next();
        rows += batch == null ? 0 : batch.rows();
        return batch;
    }

    @Override
    public void close() {
        source.close();
    }
}
