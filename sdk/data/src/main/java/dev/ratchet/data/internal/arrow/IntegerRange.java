/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;

import java.math.BigInteger;

/** What a type of whole numbers can hold. */
public final class IntegerRange {

    private final BigInteger min;
    private final BigInteger max;
    private final long low;
    private final long high;

    private IntegerRange(BigInteger min, BigInteger max) {
        this.min = min;
        this.max = max;
        this.low = min.longValueExact();
        this.high = max.bitLength() < Long.SIZE ? max.longValueExact() : Long.MAX_VALUE;
    }

    /** The range of an integer type. */
    public static IntegerRange of(DataType type) {
        return switch (type.kind()) {
            case INT8 -> signed(Byte.SIZE);
            case INT16 -> signed(Short.SIZE);
            case INT32 -> signed(Integer.SIZE);
            case INT64 -> signed(Long.SIZE);
            case UINT8 -> unsigned(Byte.SIZE);
            case UINT16 -> unsigned(Short.SIZE);
            case UINT32 -> unsigned(Integer.SIZE);
            case UINT64 -> unsigned(Long.SIZE);
            default -> throw new IllegalArgumentException(type + " has no whole numbers");
        };
    }

    private static IntegerRange signed(int bits) {
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        return new IntegerRange(half.negate(), half.subtract(BigInteger.ONE));
    }

    private static IntegerRange unsigned(int bits) {
        return new IntegerRange(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    }

    /** Whether the type holds the value. */
    public boolean contains(long value) {
        return value >= low && value <= high;
    }

    /** Which of the first of many values is the first that the type does not hold; {@code count} when it holds them all. */
    public int firstOutside(long[] values, int count) {
        if (low == Long.MIN_VALUE && high == Long.MAX_VALUE) {
            return count;
        }
        int at = 0;
        while (at < count && contains(values[at])) {
            at++;
        }
        return at;
    }

    /** Whether the type holds the value. */
    public boolean contains(BigInteger value) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }
}
