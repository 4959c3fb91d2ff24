/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.util.HexFormat;
import java.util.List;

/** The digest of rows in any order: the sum of the digests of the rows. Finds accidents, not attacks. */
public final class MultisetDigest {

    /** What was digested and how. */
    public static final String KIND = "multiset-1";

    private static final int ROOT = 0x04;
    /** Into how many tasks a block is cut, so that all cores have something to do also at the end. */
    private static final int TASKS = 4;

    private MultisetDigest() {}

    /** Reads a source to its end with all cores; the digest in hexadecimal. */
    public static String of(BatchSource source) {
        return of(source, Runtime.getRuntime().availableProcessors());
    }

    static String of(BatchSource source, int threads) {
        Counted counted = new Counted(source);
        Rows rows = new Rows(source.schema());
        return rows.hex(counted, ParallelBlocks.run(counted, TASKS, threads, rows::sum));
    }

    /** The work on blocks. */
    static final class Rows {

        private final TableSchema schema;
        private final ThreadLocal<RowHasher> hashers;

        Rows(TableSchema schema) {
            this.schema = schema;
            List<DataType> types =
                    schema.fields().stream().map(TableSchema.Field::type).toList();
            this.hashers = ThreadLocal.withInitial(() -> new RowHasher(types));
        }

        int tasks() {
            return TASKS;
        }

        /** The sum of the rows of a task; called by several threads. */
        byte[] sum(Blocks.Block block, int task) {
            return hashers.get().sum(block, task, TASKS);
        }

        /** The digest of the rows that were counted, whose sums these are. */
        String hex(Counted counted, List<List<byte[]>> sums) {
            DigestSum sum = new DigestSum();
            long rows = 0;
            for (List<byte[]> some : sums) {
                for (byte[] one : some) {
                    sum.add(one);
                    rows += DigestSum.count(one);
                }
            }
            if (rows != counted.rows()) {
                // Rather no digest than a wrong one.
                throw new IllegalStateException(
                        rows + " rows were digested, but " + counted.rows() + " were read. Please report this.");
            }
            Sha256 root = new Sha256()
                    .byteValue(ROOT)
                    .text(KIND)
                    .longValue(counted.rows())
                    .intValue(schema.size());
            schema.fields().forEach(field -> root.text(field.name()).text(Canonical.typeName(field.type())));
            return HexFormat.of().formatHex(root.bytes(sum.bytes()).finish());
        }
    }
}
