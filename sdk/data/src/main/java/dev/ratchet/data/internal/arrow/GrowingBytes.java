/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow at their end, in little-endian order as Arrow has them. They are written into a piece of Java's memory
 * that stays in the processor's cache, and from there to Arrow's when it is full. Used by one thread.
 */
final class GrowingBytes {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST = 256;
    private static final int PIECE = 1 << 14;
    private static final char ASCII_END = 0x80;
    /** So many numbers fit into a piece. */
    private static final int MANY = PIECE / Long.BYTES;

    private final BufferAllocator allocator;
    private byte[] piece = new byte[FIRST];
    private int used;
    /** What did not fit into the piece. */
    private @Nullable ArrowBuf whole;

    private int moved;
    /** How long the bytes were the last time. */
    private int usual = 2 * PIECE;

    GrowingBytes(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** Begins anew; frees Arrow's memory. */
    void clear() {
        used = 0;
        moved = 0;
        if (whole != null) {
            whole.close();
            whole = null;
        }
    }

    int length() {
        return Math.addExact(moved, used);
    }

    /** Where in the piece so many bytes are to be written, at most as many as a piece has. */
    private int room(int more) {
        if (more > piece.length - used) {
            makeRoom(more);
        }
        int at = used;
        used = at + more;
        return at;
    }

    private void makeRoom(int more) {
        if (used + more <= PIECE) {
            piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(used + more, 4 * piece.length)));
        } else {
            piece = move(piece.length < PIECE ? new byte[PIECE] : piece);
        }
    }

    /** Empties the piece into Arrow's memory. */
    private byte[] move(byte[] next) {
        append(piece, used);
        used = 0;
        return next;
    }

    private void append(byte[] from, int count) {
        int end = Math.addExact(moved, count);
        reserve(end).setBytes(moved, from, 0, count);
        moved = end;
    }

    private ArrowBuf reserve(int length) {
        ArrowBuf old = whole;
        if (old != null && old.capacity() >= length) {
            return old;
        }
        ArrowBuf larger = allocator.buffer(Math.max(length, old == null ? usual : 2 * old.capacity()));
        if (old != null) {
            larger.setBytes(0, old, 0, moved);
            old.close();
        }
        whole = larger;
        return larger;
    }

    void putByte(int value) {
        int at = room(Byte.BYTES);
        piece[at] = (byte) value;
    }

    void putShort(int value) {
        int at = room(Short.BYTES);
        piece[at] = (byte) value;
        piece[at + 1] = (byte) (value >>> Byte.SIZE);
    }

    void putInt(int value) {
        int at = room(Integer.BYTES);
        INTS.set(piece, at, value);
    }

    void putLong(long value) {
        int at = room(Long.BYTES);
        LONGS.set(piece, at, value);
    }

    /** Writes the first of some numbers. */
    void putLongs(long[] from, int count) {
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, MANY);
            int at = room(some * Long.BYTES);
            byte[] to = piece;
            for (int i = 0; i < some; i++) {
                LONGS.set(to, at + i * Long.BYTES, from[done + i]);
            }
            done += some;
        }
    }

    /** Writes the lower halves of the first of some numbers. */
    void putInts(long[] from, int count) {
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, MANY);
            int at = room(some * Integer.BYTES);
            byte[] to = piece;
            for (int i = 0; i < some; i++) {
                INTS.set(to, at + i * Integer.BYTES, (int) from[done + i]);
            }
            done += some;
        }
    }

    /** Writes the first of some numbers, each with another added to it. */
    void putInts(int[] from, int added, int count) {
        Math.addExact(added, count == 0 ? 0 : from[count - 1]);
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, MANY);
            int at = room(some * Integer.BYTES);
            byte[] to = piece;
            for (int i = 0; i < some; i++) {
                INTS.set(to, at + i * Integer.BYTES, added + from[done + i]);
            }
            done += some;
        }
    }

    void put(byte[] from) {
        if (from.length > PIECE) {
            piece = move(piece);
            append(from, from.length);
            return;
        }
        int at = room(from.length);
        System.arraycopy(from, 0, piece, at, from.length);
    }

    /** Writes a text as UTF-8. */
    void putText(String text) {
        int end = copyAscii(text, piece, used);
        if (end < 0) {
            put(text.getBytes(StandardCharsets.UTF_8));
        } else {
            used = end;
        }
    }

    /** Where the text ends; -1 when it has other characters or there is no room for it. */
    private static int copyAscii(String text, byte[] to, int at) {
        int count = text.length();
        if (count > to.length - at) {
            return -1;
        }
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= ASCII_END) {
                return -1;
            }
            to[at + i] = (byte) c;
        }
        return at + count;
    }

    /** The bytes in Arrow's memory, which the caller frees; this object begins anew. */
    ArrowBuf take() {
        int length = length();
        ArrowBuf taken = whole;
        // Little in a large buffer would keep all of it as long as a table lives.
        if (taken == null || taken.capacity() / 2 > length) {
            taken = allocator.buffer(length);
            if (whole != null) {
                taken.setBytes(0, whole, 0, moved);
            }
            taken.setBytes(moved, piece, 0, used);
        } else {
            append(piece, used);
            taken = reserve(length);
            whole = null;
            usual = Math.max(length, 2 * PIECE);
        }
        taken.writerIndex(length);
        clear();
        return taken;
    }
}
