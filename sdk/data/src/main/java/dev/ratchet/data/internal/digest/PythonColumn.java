/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.Cells;
import dev.ratchet.data.internal.arrow.Chunk;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToLongFunction;

/**
 * What pandas would hash of one column. Kept until the end, because a value that is missing anywhere in the table
 * changes how all are hashed.
 */
final class PythonColumn {

    private static final long DOUBLE_NAN = Double.doubleToLongBits(Double.NaN);
    private static final long FLOAT_NAN = Float.floatToIntBits(Float.NaN);
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final DataType type;
    private final BitSet absent = new BitSet();
    private long[] bits = new long[0];
    private int kept;
    private long rows;
    private long missing;

    PythonColumn(DataType type) {
        this.type = type;
    }

    /** Takes the next rows, and remembers the first of all. */
    void add(Chunk chunk, int most) {
        rows += chunk.size();
        missing += chunk.vector().getNullCount();
        int some = Math.min(chunk.size(), most - kept);
        if (some <= 0 || !(isNumber() || type.isText())) {
            return;
        }
        bits = Arrays.copyOf(bits, kept + some);
        IntToLongFunction reader = reader(chunk.cells());
        for (int row = 0; row < some; row++) {
            boolean isMissing = chunk.cells().isMissing(row);
            absent.set(kept, isMissing);
            bits[kept++] = isMissing ? 0 : reader.applyAsLong(row);
        }
    }

    private boolean isNumber() {
        return type.isInteger() || type.kind() == DataType.Kind.FLOAT32 || type.kind() == DataType.Kind.FLOAT64;
    }

    private IntToLongFunction reader(Cells cells) {
        if (type.isText()) {
            return row -> SipHash.of(((String) cells.values().apply(row)).getBytes(StandardCharsets.UTF_8));
        }
        return switch (type.kind()) {
            case FLOAT64 -> row -> doubleBits(cells.numbers().applyAsDouble(row));
            case FLOAT32 ->
                row -> Float.floatToIntBits((float) cells.numbers().applyAsDouble(row) + 0.0f) & UNSIGNED_INT;
            case UINT64 -> row -> ((BigInteger) cells.values().apply(row)).longValue();
            default -> row -> (Long) cells.values().apply(row);
        };
    }

    /** One NaN, no negative zero. */
    private static long doubleBits(double value) {
        return Double.doubleToLongBits(value + 0.0);
    }

    /** Whether pandas reads numbers; of a column without any value it makes one of NaN. */
    boolean isNumeric() {
        return isNumber() || hasNoValue();
    }

    /** Whether each row has a text. */
    boolean isText() {
        return type.isText() && missing == 0;
    }

    private boolean hasNoValue() {
        return rows > 0 && missing == rows;
    }

    /** The hash of one of the first rows. */
    long hash(int row) {
        return mix(bits(row));
    }

    private long bits(int row) {
        if (!isNumber() && hasNoValue()) {
            return DOUBLE_NAN;
        }
        if (type.isInteger()) {
            // pandas has no missing whole numbers: such a column becomes one of doubles.
            return missing == 0 ? narrowed(bits[row]) : absent.get(row) ? DOUBLE_NAN : doubleBits(number(bits[row]));
        }
        return !absent.get(row) ? bits[row] : type.kind() == DataType.Kind.FLOAT32 ? FLOAT_NAN : DOUBLE_NAN;
    }

    /** Two's complement in the width of the type. */
    private long narrowed(long value) {
        int width = Canonical.width(type);
        return width == Long.BYTES ? value : value & ((1L << (width * Byte.SIZE)) - 1);
    }

    private double number(long value) {
        return type.kind() == DataType.Kind.UINT64 ? new BigInteger(Long.toUnsignedString(value)).doubleValue() : value;
    }

    /** The finaliser of SplitMix64, with which pandas spreads the bits of a number. */
    static long mix(long bits) {
        long u = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        u = (u ^ (u >>> 27)) * 0x94D049BB133111EBL;
        return u ^ (u >>> 31);
    }
}
