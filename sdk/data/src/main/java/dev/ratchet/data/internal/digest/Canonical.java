/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.ArrowBuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The canonical bytes of values of fixed width: little-endian, one NaN, no negative zero, zeros where missing. */
final class Canonical {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FLOAT_INFINITY = 0x7F80_0000;
    private static final int FLOAT_NAN = 0x7FC0_0000;
    private static final long DOUBLE_INFINITY = 0x7FF0_0000_0000_0000L;
    private static final long DOUBLE_NAN = 0x7FF8_0000_0000_0000L;

    private Canonical() {}

    /** Bytes per value, 0 for types whose values differ in length and for booleans, which are bits. */
    static int width(DataType type) {
        return switch (type.kind()) {
            case INT8, UINT8 -> Byte.BYTES;
            case INT16, UINT16 -> Short.BYTES;
            case INT32, UINT32, FLOAT32, DATE -> Integer.BYTES;
            case INT64, UINT64, FLOAT64, TIME, TIMESTAMP, TIMESTAMP_UTC -> Long.BYTES;
            case DECIMAL -> 2 * Long.BYTES;
            case BOOLEAN, STRING, CATEGORICAL, BINARY, LIST -> 0;
        };
    }

    /** The name of a type in a digest: how a column is kept does not matter. */
    static String typeName(DataType type) {
        return type.kind() == DataType.Kind.CATEGORICAL ? DataType.STRING.text() : type.text();
    }

    /** Copies values of fixed width and makes them canonical; whether one of them is NaN. */
    static boolean fixed(Segment segment, DataType type, byte[] to, int at) {
        int width = width(type);
        int bytes = segment.length() * width;
        if (bytes == 0) {
            return false;
        }
        segment.vector().getDataBuffer().getBytes((long) segment.from() * width, to, at, bytes);
        if (segment.missing() > 0) {
            for (int row = 0; row < segment.length(); row++) {
                if (segment.isMissing(row)) {
                    Arrays.fill(to, at + row * width, at + (row + 1) * width, (byte) 0);
                }
            }
        }
        return switch (type.kind()) {
            case FLOAT32 -> floats(to, at, bytes);
            case FLOAT64 -> doubles(to, at, bytes);
            default -> false;
        };
    }

    private static boolean floats(byte[] bytes, int at, int length) {
        boolean nan = false;
        for (int i = at; i < at + length; i += Integer.BYTES) {
            int magnitude = (int) INTS.get(bytes, i) & Integer.MAX_VALUE;
            if (magnitude == 0) {
                INTS.set(bytes, i, 0);
            } else if (magnitude > FLOAT_INFINITY) {
                INTS.set(bytes, i, FLOAT_NAN);
                nan = true;
            }
        }
        return nan;
    }

    private static boolean doubles(byte[] bytes, int at, int length) {
        boolean nan = false;
        for (int i = at; i < at + length; i += Long.BYTES) {
            long magnitude = (long) LONGS.get(bytes, i) & Long.MAX_VALUE;
            if (magnitude == 0) {
                LONGS.set(bytes, i, 0L);
            } else if (magnitude > DOUBLE_INFINITY) {
                LONGS.set(bytes, i, DOUBLE_NAN);
                nan = true;
            }
        }
        return nan;
    }

    /** Copies bits, the lowest of each byte first; bits of {@code to} that are not written must be 0. */
    static void bits(ArrowBuf from, int first, int count, byte[] to, int at) {
        if (count == 0) {
            return;
        }
        if ((first & 7) == 0 && (at & 7) == 0) {
            int whole = count >>> 3;
            from.getBytes(first >>> 3, to, at >>> 3, whole);
            if ((count & 7) != 0) {
                int mask = (1 << (count & 7)) - 1;
                to[(at >>> 3) + whole] = (byte) (from.getByte((first >>> 3) + whole) & mask);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int bit = first + i;
            if ((from.getByte(bit >>> 3) >>> (bit & 7) & 1) != 0) {
                to[(at + i) >>> 3] |= (byte) (1 << ((at + i) & 7));
            }
        }
    }

    static int getInt(byte[] from, int at) {
        return (int) INTS.get(from, at);
    }

    static void putInt(byte[] to, int at, int value) {
        INTS.set(to, at, value);
    }

    static long getLong(byte[] from, int at) {
        return (long) LONGS.get(from, at);
    }

    static void putLong(byte[] to, int at, long value) {
        LONGS.set(to, at, value);
    }
}
