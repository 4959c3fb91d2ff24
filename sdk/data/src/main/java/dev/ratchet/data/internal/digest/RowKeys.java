/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.util.Arrays;
import java.util.List;

/**
 * 64 bits for the values of some columns of a row, equal for equal values wherever the row is: the first 8 bytes, in
 * little-endian order, of SHA-256 over 0x07, a seed in 8 bytes, and the cells as in multiset-1. Used by one thread.
 */
public final class RowKeys {

    private static final int KEY = 0x07;

    private final List<TableSchema.Field> fields;
    private final int[] columns;
    private final byte[] seed = new byte[Long.BYTES];
    private final Sha256 sha = new Sha256();
    private final RowBytes row = new RowBytes();

    /** Keys of these columns, by position. */
    public RowKeys(TableSchema schema, int[] columns, long seed) {
        this.fields = schema.fields();
        this.columns = columns.clone();
        Canonical.putLong(this.seed, 0, seed);
    }

    /** Keys of all rows of a source, which is read to its end. */
    public static long[] of(BatchSource source, int[] columns, long seed) {
        RowKeys keys = new RowKeys(source.schema(), columns, seed);
        long[] all = new long[BatchSource.BATCH_ROWS];
        int count = 0;
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            try (Batch open = batch) {
                long[] some = keys.of(open);
                if (count + some.length > all.length) {
                    all = Arrays.copyOf(all, Math.max(count + some.length, all.length * 2));
                }
                System.arraycopy(some, 0, all, count, some.length);
                count += some.length;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Keys of the rows of a batch. */
    public long[] of(Batch batch) {
        RowCells[] cells = new RowCells[columns.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = RowCells.of(
                    fields.get(columns[i]).type(), Segment.of(batch.columns().get(columns[i]), 0, batch.rows()));
        }
        long[] keys = new long[batch.rows()];
        for (int i = 0; i < keys.length; i++) {
            row.clear().putByte(KEY);
            row.put(seed, 0, seed.length);
            for (RowCells cell : cells) {
                cell.write(i, row);
            }
            byte[] digest = sha.bytes(row.bytes(), 0, row.length()).finish();
            keys[i] = (Canonical.getInt(digest, 0) & 0xFFFF_FFFFL)
                    | ((long) Canonical.getInt(digest, Integer.BYTES) << Integer.SIZE);
        }
        return keys;
    }
}
