/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Copies rows at any positions of some batches. */
public final class Gather {

    private final TableSchema schema;
    private final List<Batch> batches;
    private final BufferAllocator allocator;
    private final int[] starts;

    /** Reads from these batches, which stay the caller's. */
    public Gather(TableSchema schema, List<Batch> batches, BufferAllocator allocator) {
        this.schema = schema;
        this.batches = batches.stream().filter(batch -> batch.rows() > 0).toList();
        this.allocator = allocator;
        this.starts = new int[this.batches.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + this.batches.get(i - 1).rows();
        }
    }

    /** The rows at {@code positions[from]} to {@code positions[to - 1]}. */
    public Batch take(int[] positions, int from, int to) {
        int[] batchOf = new int[to - from];
        for (int i = 0; i < batchOf.length; i++) {
            int found = Arrays.binarySearch(starts, positions[from + i]);
            batchOf[i] = found >= 0 ? found : -found - 2;
        }
        List<Chunk> columns = new ArrayList<>();
        try {
            for (int column = 0; column < schema.size(); column++) {
                columns.add(take(column, positions, from, batchOf));
            }
            return new Batch(to - from, columns);
        } catch (RuntimeException e) {
            columns.forEach(Chunk::release);
            throw e;
        }
    }

    private Chunk take(int column, int[] positions, int from, int[] batchOf) {
        DataType type = schema.type(column);
        return type.kind() == DataType.Kind.CATEGORICAL
                ? categories(column, positions, from, batchOf)
                : copies(type, column, positions, from, batchOf);
    }

    private Chunk copies(DataType type, int column, int[] positions, int from, int[] batchOf) {
        FieldVector target = Vectors.create(type, allocator);
        try {
            target.setInitialCapacity(batchOf.length);
            for (int i = 0; i < batchOf.length; i++) {
                FieldVector source =
                        batches.get(batchOf[i]).columns().get(column).vector();
                target.copyFromSafe(positions[from + i] - starts[batchOf[i]], i, source);
            }
            target.setValueCount(batchOf.length);
            return new Chunk(type, target);
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /** Batches have dictionaries of their own, so codes are given anew. */
    private Chunk categories(int column, int[] positions, int from, int[] batchOf) {
        try (ColumnWriter writer = new ColumnWriter(DataType.CATEGORICAL, allocator)) {
            for (int i = 0; i < batchOf.length; i++) {
                Cells cells = batches.get(batchOf[i]).columns().get(column).cells();
                int row = positions[from + i] - starts[batchOf[i]];
                writer.add(cells.isMissing(row) ? null : cells.values().apply(row));
            }
            return writer.finish();
        }
    }
}
