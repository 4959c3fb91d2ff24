/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

import java.util.Arrays;

/** A sum of numbers of 256 bits modulo 2^256, all in little-endian order. Used by one thread. */
final class DigestSum {

    private static final int WORDS = Sha256.BYTES / Integer.BYTES;
    private static final long WORD = 0xFFFF_FFFFL;
    /** So many words of 32 bits fit into 64 bits for sure. */
    private static final int MOST = 1 << 30;

    private final long[] words = new long[WORDS];
    private int added;
    private long count;

    void add(byte[] number) {
        for (int i = 0; i < WORDS; i++) {
            words[i] += Canonical.getInt(number, i * Integer.BYTES) & WORD;
        }
        count++;
        if (++added == MOST) {
            carry();
        }
    }

    private void carry() {
        long carried = 0;
        for (int i = 0; i < WORDS; i++) {
            long sum = words[i] + carried;
            words[i] = sum & WORD;
            carried = sum >>> Integer.SIZE;
        }
        added = 1;
    }

    /** The sum so far, and behind it how many numbers were added, in 8 bytes. */
    byte[] bytesAndCount() {
        byte[] all = Arrays.copyOf(bytes(), Sha256.BYTES + Long.BYTES);
        Canonical.putLong(all, Sha256.BYTES, count);
        return all;
    }

    /** The number behind such a sum. */
    static long count(byte[] bytesAndCount) {
        return Canonical.getLong(bytesAndCount, Sha256.BYTES);
    }

    /** The sum so far. */
    byte[] bytes() {
        carry();
        byte[] bytes = new byte[Sha256.BYTES];
        for (int i = 0; i < WORDS; i++) {
            Canonical.putInt(bytes, i * Integer.BYTES, (int) words[i]);
        }
        return bytes;
    }
}
