/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Weights from the Poisson distribution of mean 1, four from each random number of 64 bits. */
final class PoissonWeights {

    private static final int BITS = 16;
    private static final int A_NUMBER = Long.SIZE / BITS;
    /** Of 65,536: the rounded probabilities of 0, 1, 2 and so on; the last ones stand for all above. */
    private static final int[] COUNTS = {24_109, 24_109, 12_055, 4_018, 1_005, 201, 33, 5, 1};

    private static final byte[] WEIGHT = table();

    private PoissonWeights() {}

    private static byte[] table() {
        byte[] table = new byte[1 << BITS];
        int from = 0;
        for (int weight = 0; weight < COUNTS.length; weight++) {
            Arrays.fill(table, from, from + COUNTS[weight], (byte) weight);
            from += COUNTS[weight];
        }
        return table;
    }

    /** Draws a weight for each place. */
    static void fill(byte[] weights, SplittableRandom random) {
        int whole = weights.length - weights.length % A_NUMBER;
        for (int i = 0; i < whole; i += A_NUMBER) {
            long bits = random.nextLong();
            weights[i] = WEIGHT[(int) bits & 0xffff];
            weights[i + 1] = WEIGHT[(int) (bits >>> BITS) & 0xffff];
            weights[i + 2] = WEIGHT[(int) (bits >>> (2 * BITS)) & 0xffff];
            weights[i + 3] = WEIGHT[(int) (bits >>> (3 * BITS))];
        }
        long bits = random.nextLong();
        for (int i = whole; i < weights.length; i++) {
            weights[i] = WEIGHT[(int) bits & 0xffff];
            bits >>>= BITS;
        }
    }
}
