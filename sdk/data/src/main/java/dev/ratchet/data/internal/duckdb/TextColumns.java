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
import java.nio.charset.StandardCharsets;

/**
 * Reads those columns of texts that DuckDB would read too generously: it rounds 1.5 to 2 where a whole number is asked
 * for, and 1.239 to 1.24 for {@code decimal(10,2)}.
 */
final class TextColumns {

    /** So many digits fit into a long for sure. */
    private static final int SAFE_DIGITS = 18;

    private final String file;

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
     * @param rowsBefore the rows of the file before this part
     * @throws RatchetException when a text is no value of the type
     */
    Chunk read(TableSchema.Field field, VarCharVector texts, long rowsBefore) {
        try (ColumnWriter writer = new ColumnWriter(field.type(), ArrowMemory.allocator())) {
            boolean whole = field.type().isInteger();
            IntegerRange range = whole ? IntegerRange.of(field.type()) : null;
            for (int row = 0; row < texts.getValueCount(); row++) {
                if (texts.isNull(row)) {
                    writer.add(null);
                    continue;
                }
                byte[] text = texts.get(row);
                try {
                    if (range == null) {
                        writer.add(other(field.type(), text));
                    } else if (text.length < SAFE_DIGITS) {
                        writer.addWhole(whole(text), range);
                    } else {
                        writer.add(new BigInteger(string(text)));
                    }
                } catch (IllegalArgumentException e) {
                    throw refused(field, string(text), rowsBefore + row + 1, e);
                }
            }
            return writer.finish();
        }
    }

    private static Object other(DataType type, byte[] text) {
        String string = string(text);
        return type.kind() == DataType.Kind.DECIMAL ? new BigDecimal(string.strip()) : string;
    }

    private static String string(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static long whole(byte[] text) {
        int from = text.length > 1 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
        long value = 0;
        for (int i = from; i < text.length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(string(text));
            }
            value = value * 10 + digit;
        }
        if (text.length == 0) {
            throw new NumberFormatException("");
        }
        return text[0] == '-' ? -value : value;
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
