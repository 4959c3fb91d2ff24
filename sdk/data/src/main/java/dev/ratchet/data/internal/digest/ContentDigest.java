/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.BatchSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The digests of all blocks of all columns and what follows from them.
 *
 * @param schema names and types
 * @param rows the number of rows
 * @param leaves by column, then by block
 * @param notANumber for each column whether a value is NaN
 */
public record ContentDigest(TableSchema schema, long rows, List<List<byte[]>> leaves, List<Boolean> notANumber) {

    /** What was digested and how. */
    public static final String KIND = "content-1";

    private static final int COLUMN = 0x01;
    private static final int ROOT = 0x02;

    /** Reads a source to its end with all cores. */
    public static ContentDigest of(BatchSource source) {
        return of(source, Runtime.getRuntime().availableProcessors());
    }

    /** Reads a source to its end with so many threads. */
    static ContentDigest of(BatchSource source, int threads) {
        Counted counted = new Counted(source);
        Columns columns = new Columns(source.schema());
        return columns.digest(
                counted, ParallelBlocks.run(counted, source.schema().size(), threads, columns::leaf));
    }

    /** The work on blocks. */
    static final class Columns {

        private final TableSchema schema;
        private final ThreadLocal<BlockHasher> hashers = ThreadLocal.withInitial(BlockHasher::new);
        /** Several threads set the same; it is read when all of them are done. */
        private final Boolean[] notANumber;

        Columns(TableSchema schema) {
            this.schema = schema;
            this.notANumber = new Boolean[schema.size()];
            Arrays.fill(notANumber, false);
        }

        /** The digest of a block of a column; called by several threads. */
        byte[] leaf(Blocks.Block block, int column) {
            BlockHasher hasher = hashers.get();
            byte[] leaf = hasher.hash(schema.type(column), block.column(column));
            if (hasher.sawNaN()) {
                notANumber[column] = true;
            }
            return leaf;
        }

        /** The digest of the rows that were counted. */
        ContentDigest digest(Counted counted, List<List<byte[]>> leaves) {
            return new ContentDigest(schema, counted.rows(), leaves, List.of(notANumber));
        }
    }

    /** The digest in hexadecimal. */
    public String hex() {
        Sha256 root = new Sha256();
        root.byteValue(ROOT).text(KIND).longValue(rows).intValue(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            Sha256 column = new Sha256().byteValue(COLUMN);
            leaves.get(i).forEach(column::bytes);
            root.text(schema.fields().get(i).name())
                    .text(Canonical.typeName(schema.type(i)))
                    .bytes(column.finish());
        }
        return HexFormat.of().formatHex(root.finish());
    }

    /** Where two contents differ, in words; empty when they are the same. */
    public List<String> differences(ContentDigest other) {
        List<String> found = new ArrayList<>();
        if (rows != other.rows) {
            found.add("rows: " + rows + " and " + other.rows);
        }
        if (!schema.names().equals(other.schema.names())) {
            found.add("columns: " + schema.names() + " and " + other.schema.names());
            return found;
        }
        for (int i = 0; i < schema.size(); i++) {
            TableSchema.Field field = schema.fields().get(i);
            String type = Canonical.typeName(field.type());
            String otherType = Canonical.typeName(other.schema.type(i));
            if (!type.equals(otherType)) {
                found.add("column '" + field.name() + "': " + type + " and " + otherType);
                continue;
            }
            compare(field.name(), leaves.get(i), other.leaves.get(i), found);
        }
        return found;
    }

    private static void compare(String name, List<byte[]> mine, List<byte[]> others, List<String> found) {
        for (int block = 0; block < Math.min(mine.size(), others.size()); block++) {
            if (!Arrays.equals(mine.get(block), others.get(block))) {
                long first = (long) block * Blocks.ROWS;
                found.add("column '" + name + "': rows " + first + " to " + (first + Blocks.ROWS - 1));
            }
        }
    }
}
