/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Rows that are read in a fast way, and where that fails, from there on in a careful one, which says more of what is
 * wrong. Both give the same rows. Used by one thread.
 */
final class CarefulSource implements BatchSource {

    private final Supplier<BatchSource> careful;
    private BatchSource source;
    private boolean isCareful;
    private long rows;

    /** Takes over the fast source. */
    CarefulSource(BatchSource fast, Supplier<BatchSource> careful) {
        this.source = fast;
        this.careful = careful;
    }

    @Override
    public TableSchema schema() {
        return source.schema();
    }

    @Override
    public @Nullable Batch next() {
        Batch batch;
        try {
            batch = source.next();
        } catch (RatchetException e) {
            if (isCareful) {
                throw e;
            }
            batch = again();
        }
        rows += batch == null ? 0 : batch.rows();
        return batch;
    }

    private @Nullable Batch again() {
        isCareful = true;
        BatchSource fast = source;
        source = careful.get();
        fast.close();
        long skipped = 0;
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            int before = (int) Math.min(rows - skipped, batch.rows());
            skipped += before;
            if (before == 0) {
                return batch;
            }
            try (Batch open = batch) {
                if (before < open.rows()) {
                    return open.slice(before, open.rows() - before);
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        source.close();
    }
}
