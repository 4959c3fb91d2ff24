/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.internal.arrow.BatchSource;

import java.util.List;

/**
 * The digests of the rows in order and in any order, from one pass.
 *
 * @param content in order
 * @param multiset in any order, in hexadecimal
 */
public record AllDigests(ContentDigest content, String multiset) {

    /** Reads a source to its end with all cores. */
    public static AllDigests of(BatchSource source) {
        int columns = source.schema().size();
        Counted counted = new Counted(source);
        ContentDigest.Columns content = new ContentDigest.Columns(source.schema());
        MultisetDigest.Rows rows = new MultisetDigest.Rows(source.schema());
        List<List<byte[]>> results = ParallelBlocks.run(
                counted,
                columns + rows.tasks(),
                Runtime.getRuntime().availableProcessors(),
                (block, task) -> task < columns ? content.leaf(block, task) : rows.sum(block, task - columns));
        return new AllDigests(
                content.digest(counted, results.subList(0, columns)),
                rows.hex(counted, results.subList(columns, results.size())));
    }
}
