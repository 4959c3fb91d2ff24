/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import java.util.HashMap;
import java.util.Map;

/**
 * Rows that are equal to an earlier one, told by 64-bit keys: exact up to a number of different rows, then from those
 * whose key ends in enough zero bits, all of which are seen. Used by one thread.
 */
final class DuplicateRows {

    /** How many different rows are remembered. */
    static final int EXACT = 1_000_000;

    private final int limit;
    private final Map<Long, Integer> repeats = new HashMap<>();
    private int bits;

    DuplicateRows() {
        this(EXACT);
    }

    DuplicateRows(int limit) {
        this.limit = limit;
    }

    void add(long key) {
        if (!isChosen(key)) {
            return;
        }
        repeats.merge(key, 1, Integer::sum);
        while (repeats.size() > limit) {
            bits++;
            repeats.keySet().removeIf(one -> !isChosen(one));
        }
    }

    private boolean isChosen(long key) {
        return (key & ((1L << bits) - 1)) == 0;
    }

    boolean isExact() {
        return bits == 0;
    }

    long duplicates() {
        long found = 0;
        for (int times : repeats.values()) {
            found += times - 1;
        }
        return found << bits;
    }
}
