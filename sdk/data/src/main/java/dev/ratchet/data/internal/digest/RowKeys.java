/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
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

    private final RowDigests digests;

    /** Keys of these columns, by position. */
    public RowKeys(TableSchema schema, int[] columns, long seed) {
        byte[] prefix = new byte[1 + Long.BYTES];
        prefix[0] = KEY;
        Canonical.putLong(prefix, 1, seed);
        List<DataType> types =
                schema.fields().stream().map(TableSchema.Field::type).toList();
        this.digests = new RowDigests(types, columns, prefix);
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
        long[] keys = new long[batch.rows()];
        digests.of(batch, 0, keys.length, (row, digest) -> keys[row] = Canonical.getLong(digest, 0));
        return keys;
    }
}
