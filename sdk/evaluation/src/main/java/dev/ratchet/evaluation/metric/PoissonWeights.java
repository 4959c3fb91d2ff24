/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Weights from the Poisson distribution of mean 1, five from each random number of 64 bits. Twelve bits choose one of 4,096
 * equal parts of the distribution, by a table that fits into the first cache; only of the few parts in which the weight
 * changes, further numbers decide.
 */
final class PoissonWeights {

    private static final int BITS = 12;
    private static final int PARTS = 1 << BITS;
    private static final int A_NUMBER = Long.SIZE / BITS;
    private static final byte UNDECIDED = -1;
    /** A larger weight has a probability below 1e-17. */
    private static final int LARGEST = 18;

    private static final double[] CUMULATIVE = cumulative();
    private static final byte[] WEIGHT = table();
    private static final int[] UNDECIDED_PARTS =
            IntStream.range(0, PARTS).filter(part -> WEIGHT[part] == UNDECIDED).toArray();

    private PoissonWeights() {}

    private static double[] cumulative() {
        double[] cumulative = new double[LARGEST];
        double probability = Math.exp(-1);
        double sum = 0;
        for (int weight = 0; weight < LARGEST; weight++) {
            probability /= Math.max(1, weight);
            sum += probability;
            cumulative[weight] = sum;
        }
        return cumulative;
    }

    private static byte[] table() {
        byte[] table = new byte[PARTS];
        for (int part = 0; part < PARTS; part++) {
            byte lowest = weight((double) part / PARTS);
            table[part] = lowest == weight(Math.nextDown((part + 1.0) / PARTS)) ? lowest : UNDECIDED;
        }
        return table;
    }

    private static byte weight(double probability) {
        int found = Arrays.binarySearch(CUMULATIVE, probability);
        return (byte) (found >= 0 ? found + 1 : -found - 1);
    }

    /** Draws a weight for each place. */
    static void fill(byte[] weights, SplittableRandom random) {
        for (int from = 0; from < weights.length; from += A_NUMBER) {
            long bits = random.nextLong();
            int to = Math.min(weights.length, from + A_NUMBER);
            int together = 0;
            for (int i = from; i < to; i++) {
                byte weight = WEIGHT[(int) bits & (PARTS - 1)];
                weights[i] = weight;
                together |= weight;
                bits >>>= BITS;
            }
            if (together < 0) {
                decide(weights, from, to, random);
            }
        }
    }

    private static void decide(byte[] weights, int from, int to, SplittableRandom random) {
        for (int i = from; i < to; i++) {
            if (weights[i] == UNDECIDED) {
                int part = UNDECIDED_PARTS[random.nextInt(UNDECIDED_PARTS.length)];
                weights[i] = weight((part + random.nextDouble()) / PARTS);
            }
        }
    }
}
