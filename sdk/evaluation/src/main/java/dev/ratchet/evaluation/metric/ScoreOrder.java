/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * Rows by score, from the highest to the lowest; equal scores keep their order, and -0.0 equals 0.0. A radix sort of the
 * scores' bits, because it is linear and scores are sorted more often than anything else here. The upper half of the bits
 * puts nearly all scores in order, and the few that agree in it are put right one by one; where many do, all bits are sorted.
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
        ScoreOrder upper = sorted(scores, DIGITS / 2);
        return upper.putRight() ? upper : sorted(scores, 0);
    }

    /** Sorts by the digits from one on. */
    private static ScoreOrder sorted(double[] scores, int lowestDigit) {
        int n = scores.length;
        long[] keys = new long[n];
        int[] rows = new int[n];
        int[][] counts = new int[DIGITS][1 << DIGIT_BITS];
        for (int row = 0; row < n; row++) {
            long key = key(scores[row]);
            keys[row] = key;
            rows[row] = row;
            for (int digit = lowestDigit; digit < DIGITS; digit++) {
                counts[digit][digit(key, digit)]++;
            }
        }
        long[] otherKeys = new long[n];
        int[] otherRows = new int[n];
        for (int digit = lowestDigit; digit < DIGITS; digit++) {
            int[] starts = counts[digit];
            if (isOneBucket(starts, n)) {
                continue;
            }
            makeStarts(starts);
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

    /** Turns the sizes of buckets into where they start. */
    private static void makeStarts(int[] counts) {
        int start = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            int size = counts[bucket];
            counts[bucket] = start;
            start += size;
        }
    }

    /** Moves scores up that are above their neighbours; gives up when they would move far. */
    private boolean putRight() {
        long moves = 0;
        for (int i = 1; i < keys.length; i++) {
            long key = keys[i];
            int place = i;
            // Keys with other upper bits are in order already, so this ends where those begin.
            while (place > 0 && Long.compareUnsigned(keys[place - 1], key) > 0) {
                place--;
            }
            if (place < i) {
                moves += i - place;
                if (moves > keys.length) {
                    return false;
                }
                int row = rows[i];
                System.arraycopy(keys, place, keys, place + 1, i - place);
                System.arraycopy(rows, place, rows, place + 1, i - place);
                keys[place] = key;
                rows[place] = row;
            }
        }
        return true;
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
