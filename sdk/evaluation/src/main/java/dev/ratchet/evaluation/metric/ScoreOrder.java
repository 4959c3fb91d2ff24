/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * Rows by score, from the highest to the lowest; equal scores keep their order, and -0.0 equals 0.0. A radix sort of the
 * scores' bits, because it is linear and scores are sorted more often than anything else here.
 */
final class ScoreOrder {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 6;
    private static final int MASK = (1 << DIGIT_BITS) - 1;

    private final long[] keys;
    private final int[] rows;

    private ScoreOrder(long[] keys, int[] rows) {
        this.keys = keys;
        this.rows = rows;
    }

    /** Sorts finite scores. */
    static ScoreOrder of(double[] scores) {
        int n = scores.length;
        long[] keys = new long[n];
        int[] rows = new int[n];
        int[][] counts = new int[DIGITS][1 << DIGIT_BITS];
        for (int row = 0; row < n; row++) {
            long key = key(scores[row]);
            keys[row] = key;
            rows[row] = row;
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][digit(key, digit)]++;
            }
        }
        long[] otherKeys = new long[n];
        int[] otherRows = new int[n];
        for (int digit = 0; digit < DIGITS; digit++) {
            int[] starts = counts[digit];
            if (isOneBucket(starts, n)) {
                continue;
            }
            int start = 0;
            for (int bucket = 0; bucket < starts.length; bucket++) {
                int size = starts[bucket];
                starts[bucket] = start;
                start += size;
            }
            for (int i = 0; i < n; i++) {
                int place = starts[digit(keys[i], digit)]++;
                otherKeys[place] = keys[i];
                otherRows[place] = rows[i];
            }
            long[] keysBefore = keys;
            keys = otherKeys;
            otherKeys = keysBefore;
            int[] rowsBefore = rows;
            rows = otherRows;
            otherRows = rowsBefore;
        }
        return new ScoreOrder(keys, rows);
    }

    int size() {
        return rows.length;
    }

    /** The row at a place. */
    int row(int place) {
        return rows[place];
    }

    /** The score at a place. */
    double score(int place) {
        long ascending = ~keys[place];
        return Double.longBitsToDouble(ascending ^ ((~ascending >> 63) | Long.MIN_VALUE));
    }

    /** The place behind the rows that are tied with that at a place. */
    int endOfTie(int place) {
        int end = place + 1;
        while (end < keys.length && keys[end] == keys[place]) {
            end++;
        }
        return end;
    }

    private static int digit(long key, int digit) {
        return (int) (key >>> (digit * DIGIT_BITS)) & MASK;
    }

    private static boolean isOneBucket(int[] counts, int n) {
        for (int count : counts) {
            if (count != 0) {
                return count == n;
            }
        }
        return true;
    }

    /** Unsigned, and the smaller the higher the score. */
    private static long key(double score) {
        long bits = Double.doubleToRawLongBits(score + 0.0); // -0.0 becomes 0.0
        long ascending = bits ^ ((bits >> 63) | Long.MIN_VALUE);
        return ~ascending;
    }
}
