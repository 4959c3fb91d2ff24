/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;

import java.math.BigInteger;
import java.util.List;

/** The sum of the digests of a block's rows. Keeps its buffers from block to block; used by one thread. */
final class RowHasher {

    private static final int ROW = 0x03;
    private static final int WORDS = Sha256.BYTES / Integer.BYTES;
    private static final long WORD = 0xFFFF_FFFFL;

    private final List<DataType> types;
    private final Sha256 sha = new Sha256();
    private final RowBytes row = new RowBytes();

    RowHasher(List<DataType> types) {
        this.types = types;
    }

    BigInteger sum(Blocks.Block block) {
        // 65,536 sums of 32 bits fit into 64; carries are resolved once at the end.
        long[] words = new long[WORDS];
        for (Blocks.Part part : block.parts()) {
            RowCells[] cells = new RowCells[types.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = RowCells.of(
                        types.get(i), Segment.of(part.batch().columns().get(i), part.from(), part.length()));
            }
            for (int i = 0; i < part.length(); i++) {
                row.clear().putByte(ROW);
                for (RowCells cell : cells) {
                    cell.write(i, row);
                }
                add(sha.bytes(row.bytes(), 0, row.length()).finish(), words);
            }
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < WORDS; i++) {
            sum = sum.add(BigInteger.valueOf(words[i]).shiftLeft(i * Integer.SIZE));
        }
        return sum;
    }

    private static void add(byte[] digest, long[] words) {
        for (int i = 0; i < WORDS; i++) {
            words[i] += Canonical.getInt(digest, i * Integer.BYTES) & WORD;
        }
    }
}
