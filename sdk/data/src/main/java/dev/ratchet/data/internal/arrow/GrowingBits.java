/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Bits that grow at their end, the first in the lowest bit of the first byte. Used by one thread. */
final class GrowingBits {

    private final GrowingBytes whole = new GrowingBytes();
    private long word;
    private int count;
    private int ones;

    void add(boolean bit) {
        if (bit) {
            word |= 1L << count;
            ones++;
        }
        if ((++count & (Long.SIZE - 1)) == 0) {
            whole.putLong(word);
            word = 0;
        }
    }

    /** Begins anew, in the memory that it has. */
    void clear() {
        whole.clear();
        word = 0;
        count = 0;
        ones = 0;
    }

    int count() {
        return count;
    }

    int zeros() {
        return count - ones;
    }

    /** The bits in Arrow's memory, which the caller frees; nothing can be added before {@link #clear}. */
    ArrowBuf copy(BufferAllocator allocator) {
        whole.putLong(word);
        return whole.copy(allocator);
    }
}
