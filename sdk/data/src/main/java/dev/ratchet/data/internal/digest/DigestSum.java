/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.digest;

/**
 * A sum of numbers of 256 bits modulo 2^256, all in little-endian order. Used by one thread.
 *
 * <p>Written without a loop on purpose: the compiler of JDK 17 (OpenJDK 17.0.15, C2) sometimes ran a loop over the words
 * for the first half of them only, see {@code docs/rationale.md}.
 */
final class DigestSum {

    private long lowest;
    private long low;
    private long high;
    private long highest;
    private long count;

    void add(byte[] number) {
        long first = Canonical.getLong(number, 0);
        long second = Canonical.getLong(number, Long.BYTES);
        long third = Canonical.getLong(number, 2 * Long.BYTES);
        long fourth = Canonical.getLong(number, 3 * Long.BYTES);

        lowest += first;
        long carried = carry(lowest, first);
        low += carried;
        carried = carry(low, carried);
        low += second;
        carried += carry(low, second);
        high += carried;
        carried = carry(high, carried);
        high += third;
        carried += carry(high, third);
        highest += carried + fourth;
        count++;
    }

    /** What a sum of 64 bits carries, 1 or 0, if this was added last. */
    private static long carry(long sum, long added) {
        return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
    }

    /** The sum so far, and behind it how many numbers were added, in 8 bytes. */
    byte[] bytesAndCount() {
        byte[] all = new byte[Sha256.BYTES + Long.BYTES];
        write(all);
        Canonical.putLong(all, Sha256.BYTES, count);
        return all;
    }

    /** The number behind such a sum. */
    static long count(byte[] bytesAndCount) {
        return Canonical.getLong(bytesAndCount, Sha256.BYTES);
    }

    /** The sum so far. */
    byte[] bytes() {
        byte[] bytes = new byte[Sha256.BYTES];
        write(bytes);
        return bytes;
    }

    private void write(byte[] to) {
        Canonical.putLong(to, 0, lowest);
        Canonical.putLong(to, Long.BYTES, low);
        Canonical.putLong(to, 2 * Long.BYTES, high);
        Canonical.putLong(to, 3 * Long.BYTES, highest);
    }
}
