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

    /** Adds ones. */
    void addOnes(int many) {
        int at = 0;
        if ((count & (Long.SIZE - 1)) == 0) {
            for (; at + Long.SIZE <= many; at += Long.SIZE) {
                whole.putLong(-1);
                count += Long.SIZE;
            }
        }
        for (; at < many; at++) {
            add(true);
        }
    }

    /** Adds the opposite of the first of many bits. */
    void addOpposite(boolean[] bits, int many) {
        for (int i = 0; i < many; i++) {
            add(!bits[i]);
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
