/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;

import java.util.List;
import java.util.stream.IntStream;

/** The sum of the digests of some rows. Keeps its buffers from call to call; used by one thread. */
final class RowHasher {

    private static final byte[] ROW = {0x03};

    private final RowDigests digests;

    RowHasher(List<DataType> types) {
        this.digests = new RowDigests(types, IntStream.range(0, types.size()).toArray(), ROW);
    }

    /** The sum over the rows of a block that one of several tasks does, and then the number of these rows. */
    byte[] sum(Blocks.Block block, int task, int tasks) {
        DigestSum sum = new DigestSum();
        for (Blocks.Part part : block.parts()) {
            int from = (int) ((long) part.length() * task / tasks);
            int to = (int) ((long) part.length() * (task + 1) / tasks);
            digests.of(part.batch(), part.from() + from, to - from, (row, digest) -> sum.add(digest));
        }
        return sum.bytesAndCount();
    }
}
