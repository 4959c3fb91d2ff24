/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Bits that grow at their end, the first in the lowest bit of the first byte. Used by one thread. */
final class GrowingBits {

    private final GrowingBytes whole;
    /** Bits that were not added yet are 1, so that only zeros have to be set. */
    private long word = -1;

    private int count;
    private int zeros;

    GrowingBits(BufferAllocator allocator) {
        this.whole = new GrowingBytes(allocator);
    }

    void add(boolean bit) {
        if (!bit) {
            word &= ~(1L << count);
            zeros++;
        }
        if ((++count & (Long.SIZE - 1)) == 0) {
            whole.putLong(word);
            word = -1;
        }
    }

    /** Adds the opposite of many bits, the first of which is the lowest bit of the first word. */
    void addOpposite(long[] words, int bits) {
        int at = 0;
        if ((count & (Long.SIZE - 1)) == 0) {
            for (; at + Long.SIZE <= bits; at += Long.SIZE) {
                whole.putLong(~words[at / Long.SIZE]);
                zeros += Long.bitCount(words[at / Long.SIZE]);
                count += Long.SIZE;
            }
        }
        for (; at < bits; at++) {
            add((words[at / Long.SIZE] >>> at & 1) == 0);
        }
    }

    /** Begins anew; frees Arrow's memory. */
    void clear() {
        whole.clear();
        word = -1;
        count = 0;
        zeros = 0;
    }

    int count() {
        return count;
    }

    int zeros() {
        return zeros;
    }

    /** The bits in Arrow's memory, which the caller frees; {@link #clear} must follow. */
    ArrowBuf take() {
        whole.putLong(word & ((1L << count) - 1));
        return whole.take();
    }
}
