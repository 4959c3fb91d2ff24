/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.TableSchema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Builds a batch from the values of rows. Closing it frees what was not finished. Used by one thread. */
public final class BatchWriter implements AutoCloseable {

    private final List<ColumnWriter> columns = new ArrayList<>();

    /** Begins with no rows. */
    public BatchWriter(TableSchema schema) {
        try {
            schema.fields().forEach(field -> columns.add(new ColumnWriter(field.type(), ArrowMemory.allocator())));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** How many columns there are. */
    public int size() {
        return columns.size();
    }

    /** Takes the values of a column. */
    public ColumnWriter column(int column) {
        return columns.get(column);
    }

    /** The batch of so many rows; null where there are none. */
    public @Nullable Batch finish(int rows) {
        return rows == 0
                ? null
                : new Batch(rows, columns.stream().map(ColumnWriter::finish).toList());
    }

    @Override
    public void close() {
        columns.forEach(ColumnWriter::close);
    }
}
