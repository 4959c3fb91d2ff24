/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntToLongFunction;

/**
 * The digest that Python's MLflow computes for NumPy arrays: 8 digits of an MD5 over the hashes of each array's first
 * 10,000 elements and its shape. Add the features, then the targets. NaN is one value and -0.0 is 0.0, as with pandas
 * 3.1 and later. Used by one thread.
 */
public final class PythonArrayDigest {

    private static final int HASHED_ELEMENTS = 10_000;

    private final MessageDigest md5;

    /** Begins with nothing. */
    public PythonArrayDigest() {
        try {
            this.md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5.", e);
        }
    }

    /** Adds an array of 32-bit floats in row order. */
    public PythonArrayDigest add(float[] values, long... shape) {
        return add(values.length, i -> Float.floatToIntBits(values[i] + 0.0f) & 0xFFFF_FFFFL, shape);
    }

    /** Adds an array of 64-bit floats in row order. */
    public PythonArrayDigest add(double[] values, long... shape) {
        return add(values.length, i -> Double.doubleToLongBits(values[i] + 0.0), shape);
    }

    /** Adds an array of 64-bit whole numbers in row order. */
    public PythonArrayDigest add(long[] values, long... shape) {
        return add(values.length, i -> values[i], shape);
    }

    /** Adds an array of 32-bit whole numbers in row order. */
    public PythonArrayDigest add(int[] values, long... shape) {
        return add(values.length, i -> values[i] & 0xFFFF_FFFFL, shape);
    }

    /** Adds an array of unsigned bytes in row order. */
    public PythonArrayDigest add(byte[] values, long... shape) {
        return add(values.length, i -> values[i] & 0xFFL, shape);
    }

    /** Adds an array of booleans in row order. */
    public PythonArrayDigest add(boolean[] values, long... shape) {
        return add(values.length, i -> values[i] ? 1 : 0, shape);
    }

    private PythonArrayDigest add(int length, IntToLongFunction bits, long... shape) {
        int hashed = Math.min(HASHED_ELEMENTS, length);
        ByteBuffer bytes =
                ByteBuffer.allocate((hashed + shape.length) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < hashed; i++) {
            bytes.putLong(mix(bits.applyAsLong(i)));
        }
        for (long size : shape) {
            bytes.putLong(size);
        }
        md5.update(bytes.array());
        return this;
    }

    /** The 8 digits; the object cannot be used afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(md5.digest(), 0, 4);
    }

    /** The finaliser of SplitMix64, with which pandas spreads the bits of a number. */
    static long mix(long bits) {
        long u = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        u = (u ^ (u >>> 27)) * 0x94D049BB133111EBL;
        return u ^ (u >>> 31);
    }
}
