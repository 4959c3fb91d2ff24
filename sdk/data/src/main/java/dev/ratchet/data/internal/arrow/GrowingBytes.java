/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in Java's memory that grow at their end, in little-endian order as Arrow has them. Used by one thread. */
final class GrowingBytes {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int length;

    /** Begins anew, in the memory that it has. */
    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    private int room(int more) {
        int at = length;
        int end = Math.addExact(at, more);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        length = end;
        return at;
    }

    void putByte(int value) {
        int at = room(Byte.BYTES);
        bytes[at] = (byte) value;
    }

    void putShort(int value) {
        int at = room(Short.BYTES);
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> Byte.SIZE);
    }

    void putInt(int value) {
        int at = room(Integer.BYTES);
        INTS.set(bytes, at, value);
    }

    void putLong(long value) {
        int at = room(Long.BYTES);
        LONGS.set(bytes, at, value);
    }

    void putZeros(int count) {
        int at = room(count);
        Arrays.fill(bytes, at, at + count, (byte) 0);
    }

    void put(byte[] from) {
        int at = room(from.length);
        System.arraycopy(from, 0, bytes, at, from.length);
    }

    /** Writes a text of ASCII; false, with nothing written, when it has other characters. */
    boolean putAscii(String text) {
        int count = text.length();
        int at = room(count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = at;
                return false;
            }
            bytes[at + i] = (byte) c;
        }
        return true;
    }

    /** The bytes in Arrow's memory, which the caller frees. */
    ArrowBuf copy(BufferAllocator allocator) {
        ArrowBuf copy = allocator.buffer(length);
        copy.setBytes(0, bytes, 0, length);
        copy.writerIndex(length);
        return copy;
    }
}
