/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import java.util.List;

/**
 * Some rows of all columns. Whoever gets one closes it.
 *
 * @param rows how many rows
 * @param columns the columns in the schema's order
 */
public record Batch(int rows, List<Chunk> columns) implements AutoCloseable {

    /** Copies the list; takes over one hold of each column. */
    public Batch {
        columns = List.copyOf(columns);
    }

    /** The same rows with one more holder. */
    public Batch retain() {
        columns.forEach(Chunk::retain);
        return this;
    }

    /** A part of the rows. */
    public Batch slice(int from, int length) {
        return new Batch(
                length,
                columns.stream().map(column -> column.slice(from, length)).toList());
    }

    /** Bytes in use. */
    public long bytes() {
        return columns.stream().mapToLong(Chunk::bytes).sum();
    }

    /** One holder less. */
    @Override
    public void close() {
        columns.forEach(Chunk::release);
    }
}
