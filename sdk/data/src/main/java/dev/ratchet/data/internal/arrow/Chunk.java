/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run of one column's values in Arrow memory, shared by the tables that hold it and freed when the last lets go.
 * Immutable; safe to read from several threads.
 */
public final class Chunk {

    private final DataType type;
    private final FieldVector vector;
    private final @Nullable VarCharVector dictionary;
    private final Cells cells;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Takes over a vector; the caller is the first holder. */
    public Chunk(DataType type, FieldVector vector) {
        this(type, vector, null);
    }

    /** Takes over the codes and the dictionary of a categorical column. */
    public Chunk(DataType type, FieldVector vector, @Nullable VarCharVector dictionary) {
        this.type = type;
        this.vector = vector;
        this.dictionary = dictionary;
        this.cells = CellReaders.of(type, vector, dictionary);
    }

    /** The type of the values. */
    public DataType type() {
        return type;
    }

    /** The number of rows. */
    public int size() {
        return vector.getValueCount();
    }

    /** The values; codes where there is a dictionary. */
    public FieldVector vector() {
        return vector;
    }

    /** The texts of a categorical column by code. */
    public @Nullable VarCharVector dictionary() {
        return dictionary;
    }

    /** Reads single cells. */
    public Cells cells() {
        return cells;
    }

    /** Bytes in use. */
    public long bytes() {
        return vector.getBufferSize() + (dictionary == null ? 0L : dictionary.getBufferSize());
    }

    /** One more holder. */
    public Chunk retain() {
        holders.incrementAndGet();
        return this;
    }

    /** One holder less; the last one frees the memory. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            vector.close();
            if (dictionary != null) {
                dictionary.close();
            }
        }
    }

    /** A part, which shares the memory where Arrow can. */
    public Chunk slice(int from, int length) {
        if (from == 0 && length == size()) {
            return retain();
        }
        FieldVector part = Vectors.slice(vector, from, length);
        VarCharVector texts =
                dictionary == null ? null : (VarCharVector) Vectors.slice(dictionary, 0, dictionary.getValueCount());
        return new Chunk(type, part, texts);
    }
}
