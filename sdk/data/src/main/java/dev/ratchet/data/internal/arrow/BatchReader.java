/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A source as Arrow's own reader, for libraries that take one. Categorical columns are text. Used by one thread.
 */
public final class BatchReader extends ArrowReader {

    private final BatchSource source;
    private final boolean named;
    private long bytesRead;

    private BatchReader(BatchSource source, BufferAllocator allocator, boolean named) {
        super(allocator);
        this.source = source;
        this.named = named;
    }

    /** Reads from a source, which stays the caller's; columns are named by {@link #name}. */
    public static BatchReader byPosition(BatchSource source, BufferAllocator allocator) {
        return new BatchReader(source, allocator, false);
    }

    /** Reads from a source, which stays the caller's; columns have their own names. */
    public static BatchReader byName(BatchSource source, BufferAllocator allocator) {
        return new BatchReader(source, allocator, true);
    }

    /** The name of a column. */
    public static String name(int column) {
        return "c" + column;
    }

    @Override
    public boolean loadNextBatch() {
        Batch batch = nextWithRows();
        if (batch == null) {
            return false;
        }
        try (batch) {
            VectorSchemaRoot root = root();
            root.clear();
            for (int i = 0; i < batch.columns().size(); i++) {
                fill(batch.columns().get(i), root.getVector(i));
            }
            root.setRowCount(batch.rows());
            bytesRead += batch.bytes();
            return true;
        }
    }

    private VectorSchemaRoot root() {
        try {
            return getVectorSchemaRoot();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty batch would be taken for the end. */
    private @Nullable Batch nextWithRows() {
        Batch batch = source.next();
        while (batch != null && batch.rows() == 0) {
            batch.close();
            batch = source.next();
        }
        return batch;
    }

    private void fill(Chunk chunk, FieldVector target) {
        VarCharVector texts = chunk.dictionary();
        if (texts != null) {
            decode((IntVector) chunk.vector(), texts, (VarCharVector) target);
            return;
        }
        TransferPair pair = chunk.vector().makeTransferPair(target);
        pair.splitAndTransfer(0, chunk.size());
    }

    private static void decode(IntVector codes, VarCharVector texts, VarCharVector target) {
        for (int row = 0; row < codes.getValueCount(); row++) {
            if (codes.isNull(row)) {
                target.setNull(row);
            } else {
                target.setSafe(row, texts.get(codes.get(row)));
            }
        }
        target.setValueCount(codes.getValueCount());
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    protected void closeReadSource() {
        // The source is the caller's.
    }

    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        TableSchema schema = source.schema();
        for (int i = 0; i < schema.size(); i++) {
            DataType type = schema.type(i);
            fields.add(Vectors.field(named ? schema.fields().get(i).name() : name(i), type));
        }
        return new Schema(fields);
    }
}
