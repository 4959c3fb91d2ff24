/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A growing byte array that fields are written to and read from: big-endian numbers, texts as UTF-8 with a length. */
final class Buffer {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int position;
    private int limit;

    /** An empty buffer to write to. */
    Buffer() {
        this.bytes = new byte[512];
    }

    /** A buffer to read from. */
    Buffer(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
    }

    static long longOf(byte[] eightBytes) {
        return longAt(eightBytes, 0);
    }

    static long longAt(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    boolean hasRemaining() {
        return position < limit;
    }

    void reset(int newPosition) {
        room(Math.max(0, newPosition - position));
        position = newPosition;
    }

    void putByte(int value) {
        room(1);
        bytes[position++] = (byte) value;
    }

    void putInt(int value) {
        room(4);
        INT.set(bytes, position, value);
        position += 4;
    }

    void putIntAt(int index, int value) {
        INT.set(bytes, index, value);
    }

    void putLong(long value) {
        room(8);
        LONG.set(bytes, position, value);
        position += 8;
    }

    void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, position, utf8.length);
        position += utf8.length;
    }

    void putTexts(Map<String, String> texts) {
        putInt(texts.size());
        texts.forEach((key, value) -> {
            putText(key);
            putText(value);
        });
    }

    int getByte() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    int getInt() {
        need(4);
        position += 4;
        return (int) INT.get(bytes, position - 4);
    }

    long getLong() {
        need(8);
        position += 8;
        return (long) LONG.get(bytes, position - 8);
    }

    double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    String getText() {
        int length = getInt();
        need(length);
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    /** How many elements follow, each of which takes at least so many bytes. */
    int getCount(int least) {
        int count = getInt();
        if (count < 0 || count > (limit - position) / least) {
            throw new IllegalArgumentException("a record of " + count + " elements that ends before them");
        }
        return count;
    }

    Map<String, String> getTexts() {
        int size = getCount(8);
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            texts.put(getText(), getText());
        }
        return Collections.unmodifiableMap(texts);
    }

    private void room(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }

    private void need(int more) {
        if (more < 0 || limit - position < more) {
            throw new IllegalArgumentException("a record that ends before its fields do");
        }
    }
}
