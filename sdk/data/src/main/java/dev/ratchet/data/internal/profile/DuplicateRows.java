/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

/**
 * Rows that are equal to an earlier one, told by 64-bit keys: exact up to a number of different rows, then from those
 * whose key ends in enough zero bits, all of which are seen. Used by one thread.
 */
final class DuplicateRows {

    /** How many different rows are remembered. */
    static final int EXACT = 1_000_000;

    private static final int FIRST_SLOTS = 1 << 10;

    private final int limit;
    /** A table with open addressing: a map of objects takes five times the memory. */
    private long[] keys = new long[FIRST_SLOTS];

    /** How often a key came; 0 in a free slot. */
    private int[] counts = new int[FIRST_SLOTS];

    private int size;
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
        count(key, 1);
        while (size > limit) {
            bits++;
            rebuild(keys.length);
        }
    }

    private void count(long key, int times) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += times;
        if (size > keys.length / 4 * 3) {
            rebuild(keys.length * 2);
        }
    }

    /** Where a key is or belongs; the low bits of chosen keys are alike. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (Hashes.mix(key) & mask);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Takes over those keys that are still chosen. */
    private void rebuild(int slots) {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[slots];
        counts = new int[slots];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0 && isChosen(oldKeys[i])) {
                count(oldKeys[i], oldCounts[i]);
            }
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
        for (int times : counts) {
            found += Math.max(0, times - 1);
        }
        return found << bits;
    }
}
