/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.Batch;

import java.util.Arrays;
import java.util.List;

/**
 * SHA-256 of each row: of some bytes and the cells of its columns. Keeps its buffers from call to call; used by one
 * thread.
 */
final class RowDigests {

    private static final int ROWS = 256;

    /** Takes the digest of a row, which is only valid during the call. */
    interface Sink {
        void row(int row, byte[] digest);
    }

    private final List<DataType> types;
    private final int[] columns;
    private final byte[] prefix;
    private final Sha256 sha = new Sha256();
    private final byte[] digest = new byte[Sha256.BYTES];
    private final int[] begins = new int[ROWS + 1];
    private final int[] places = new int[ROWS];
    private byte[] bytes = new byte[0];

    /** Rows of these columns, by position, with bytes before them. */
    RowDigests(List<DataType> types, int[] columns, byte[] prefix) {
        this.types = types;
        this.columns = columns.clone();
        this.prefix = prefix.clone();
    }

    /** The digests of {@code length} rows of a batch. */
    void of(Batch batch, int from, int length, Sink sink) {
        RowCells[] cells = new RowCells[columns.length];
        for (int i = 0; i < cells.length; i++) {
            Segment segment = Segment.of(batch.columns().get(columns[i]), from, length);
            cells[i] = RowCells.of(types.get(columns[i]), segment);
        }
        for (int done = 0; done < length; done += ROWS) {
            some(cells, done, Math.min(ROWS, length - done), sink);
        }
    }

    private void some(RowCells[] cells, int from, int count, Sink sink) {
        Arrays.fill(places, 0, count, prefix.length);
        for (RowCells column : cells) {
            column.lengths(from, count, places);
        }
        for (int i = 0; i < count; i++) {
            begins[i + 1] = Math.addExact(begins[i], places[i]);
        }
        if (bytes.length < begins[count]) {
            bytes = new byte[begins[count]];
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(prefix, 0, bytes, begins[i], prefix.length);
            places[i] = begins[i] + prefix.length;
        }
        for (RowCells column : cells) {
            column.write(from, count, bytes, places);
        }
        for (int i = 0; i < count; i++) {
            sha.bytes(bytes, begins[i], places[i] - begins[i]).finish(digest);
            sink.row(from + i, digest);
        }
    }
}
