/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.TableSchema;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.arrow.IntegerRange;
import org.apache.arrow.vector.VarCharVector;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads those columns of texts that DuckDB would read too generously: it rounds 1.5 to 2 where a whole number is asked
 * for, and 1.239 to 1.24 for {@code decimal(10,2)}. Used by one thread.
 */
final class TextColumns implements AutoCloseable {

    /** So many digits fit into a long for sure. */
    private static final int SAFE_DIGITS = 18;

    private final String file;
    /** By column: kept from part to part, because new ones would make a part's memory garbage each time. */
    private final Map<Integer, ColumnWriter> writers = new HashMap<>();

    private final TextBlock block = new TextBlock();

    TextColumns(String file) {
        this.file = file;
    }

    /** Whether a type is read here. */
    static boolean reads(DataType type) {
        return type.isInteger() || type.kind() == DataType.Kind.DECIMAL || type.kind() == DataType.Kind.CATEGORICAL;
    }

    /**
     * Reads a part of a column.
     *
     * @param column its position
     * @param rowsBefore the rows of the file before this part
     * @throws RatchetException when a text is no value of the type
     */
    Chunk read(int column, TableSchema.Field field, VarCharVector texts, long rowsBefore) {
        block.take(texts);
        ColumnWriter writer =
                writers.computeIfAbsent(column, any -> new ColumnWriter(field.type(), ArrowMemory.allocator()));
        IntegerRange range = field.type().isInteger() ? IntegerRange.of(field.type()) : null;
        for (int row = 0; row < block.rows(); row++) {
            if (block.isMissing(row)) {
                writer.addMissing();
                continue;
            }
            try {
                if (range == null) {
                    writer.add(other(field.type(), block.text(row)));
                } else if (block.length(row) < SAFE_DIGITS) {
                    writer.addWhole(block.whole(row), range);
                } else {
                    writer.add(new BigInteger(block.text(row)));
                }
            } catch (IllegalArgumentException e) {
                throw refused(field, block.text(row), rowsBefore + row + 1, e);
            }
        }
        return writer.finish();
    }

    /** Frees what was read of a part that is not complete. */
    @Override
    public void close() {
        writers.values().forEach(ColumnWriter::close);
    }

    private static Object other(DataType type, String text) {
        return type.kind() == DataType.Kind.DECIMAL ? new BigDecimal(text.strip()) : text;
    }

    private RatchetException refused(TableSchema.Field field, String text, long row, Exception cause) {
        return new RatchetException(
                "'" + file + "', row " + row + " (without the header), column '" + field.name() + "': '" + text
                        + "' is not a value of type " + field.type() + ". Declare a type that holds all values of the"
                        + " column (float64 or string, for example), or, when the text means that the value is missing,"
                        + " name it as a null text.",
                cause);
    }
}
