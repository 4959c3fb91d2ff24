/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Cuts batches of any size into blocks of {@value #ROWS} rows. Used by one thread. */
final class Blocks implements AutoCloseable {

    static final int ROWS = 65_536;

    /**
     * Rows of a batch.
     *
     * @param batch held until the block is closed
     */
    record Part(Batch batch, int from, int length) {}

    /** The parts that make a block. */
    record Block(List<Part> parts) implements AutoCloseable {

        List<Segment> column(int column) {
            return parts.stream()
                    .map(part -> Segment.of(part.batch().columns().get(column), part.from(), part.length()))
                    .toList();
        }

        int rows() {
            return parts.stream().mapToInt(Part::length).sum();
        }

        @Override
        public void close() {
            parts.forEach(part -> part.batch().close());
        }
    }

    private final BatchSource source;
    private @Nullable Batch rest;
    private int restFrom;

    Blocks(BatchSource source) {
        this.source = source;
    }

    /** The next block, which the caller closes; null at the end. All but the last are full. */
    @Nullable
    Block next() {
        List<Part> parts = new ArrayList<>();
        int rows = 0;
        while (rows < ROWS) {
            Batch batch = rest;
            if (batch == null) {
                batch = read(parts);
                restFrom = 0;
            }
            if (batch == null) {
                break;
            }
            int length = Math.min(ROWS - rows, batch.rows() - restFrom);
            parts.add(new Part(batch.retain(), restFrom, length));
            rows += length;
            restFrom += length;
            if (restFrom == batch.rows()) {
                batch.close();
                rest = null;
            } else {
                rest = batch;
            }
        }
        Block block = new Block(parts);
        if (rows == 0) {
            block.close();
            return null;
        }
        return block;
    }

    private @Nullable Batch read(List<Part> parts) {
        try {
            return source.next();
        } catch (RuntimeException e) {
            new Block(parts).close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (rest != null) {
            rest.close();
            rest = null;
        }
    }
}
