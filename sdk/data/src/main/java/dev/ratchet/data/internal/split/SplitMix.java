/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.split;

/**
 * SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195), written down here so that a seed means the same on
 * every platform and in every release. Used by one thread.
 */
public final class SplitMix {

    /** The name in records of splits. */
    public static final String NAME = "splitmix64";

    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private long state;

    /** Begins with a seed. */
    public SplitMix(long seed) {
        this.state = seed;
    }

    /** The next 64 bits. */
    public long next() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 to {@code bound - 1}, all equally likely. */
    public int below(int bound) {
        long bits = next() >>> 1;
        long value = bits % bound;
        while (bits - value + (bound - 1) < 0) {
            bits = next() >>> 1;
            value = bits % bound;
        }
        return (int) value;
    }

    /** The numbers from 0 to {@code count - 1} in random order: Fisher and Yates, from the last place down. */
    public int[] shuffled(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = below(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
