/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import org.apache.arrow.memory.ArrowBuf;

import java.util.Arrays;

/** Bytes that grow. Used by one thread. */
final class RowBytes {

    private byte[] bytes = new byte[1024];
    private int length;

    RowBytes clear() {
        length = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private int room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
        int at = length;
        length += more;
        return at;
    }

    void putByte(int value) {
        bytes[room(1)] = (byte) value;
    }

    void putInt(int value) {
        int at = room(Integer.BYTES);
        Canonical.putInt(bytes, at, value);
    }

    void put(byte[] from, int begin, int count) {
        int at = room(count);
        System.arraycopy(from, begin, bytes, at, count);
    }

    void put(ArrowBuf from, long begin, int count) {
        int at = room(count);
        from.getBytes(begin, bytes, at, count);
    }
}
