/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.digest.ContentDigest;
import dev.ratchet.data.internal.digest.PythonTableDigest;
import dev.ratchet.model.Column;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at the batches of another source as they pass. Used by one thread. */
final class WatchedSource implements BatchSource {

    private final BatchSource source;
    private final PythonTableDigest python;
    private final long[] missing;
    private long rows;
    private @Nullable RuntimeException failure;

    WatchedSource(BatchSource source) {
        this.source = source;
        this.python = new PythonTableDigest(source.schema());
        this.missing = new long[source.schema().size()];
    }

    @Override
    public TableSchema schema() {
        return source.schema();
    }

    @Override
    public @Nullable Batch next() {
        try {
            Batch batch = source.next();
            if (batch != null) {
                look(batch);
            }
            return batch;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void look(Batch batch) {
        rows += batch.rows();
        python.add(batch);
        for (int i = 0; i < missing.length; i++) {
            missing[i] += batch.columns().get(i).vector().getNullCount();
        }
    }

    long rows() {
        return rows;
    }

    List<Long> missing() {
        return Arrays.stream(missing).boxed().toList();
    }

    String pythonDigest() {
        return python.hex();
    }

    /**
     * The columns for models.
     *
     * @param content of the same rows
     */
    List<Column> columns(ContentDigest content) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < missing.length; i++) {
            TableSchema.Field field = schema().fields().get(i);
            columns.add(new Column(
                    field.name(),
                    field.type().columnType(),
                    missing[i] == 0 && !content.notANumber().get(i)));
        }
        return columns;
    }

    /** Throws again what reading threw, which who reads may have wrapped in words of its own. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
