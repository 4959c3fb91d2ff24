/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import java.util.Map;
import java.util.TreeMap;

/**
 * Exact counts in bins of equal width, whose width is a power of two and doubles when values come that do not fit: two
 * bins then become one. So the counts are those of a second pass. Used by one thread.
 */
final class GrowingHistogram {

    /** The most bins there are. */
    static final int MOST_BINS = 32;

    private static final int NARROWEST = -1000;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private int exponent = NARROWEST;
    private boolean scaled;

    /** Takes a finite number. */
    void add(double value) {
        if (!scaled) {
            // Bins that a double of this size can still tell apart.
            exponent = Math.max(NARROWEST, Math.getExponent(value) - 40);
            scaled = true;
        }
        int needed = Math.max(NARROWEST, Math.getExponent(value) - 52);
        widenTo(Math.max(exponent, needed));
        counts.merge(bin(value), 1L, Long::sum);
        while (counts.lastKey() - counts.firstKey() >= MOST_BINS) {
            widenTo(exponent + 1);
        }
    }

    private long bin(double value) {
        return (long) Math.floor(Math.scalb(value, -exponent));
    }

    private void widenTo(int wider) {
        if (wider == exponent) {
            return;
        }
        Map<Long, Long> old = new TreeMap<>(counts);
        int shift = Math.min(wider - exponent, Long.SIZE - 1);
        counts.clear();
        old.forEach((bin, count) -> counts.merge(bin >> shift, count, Long::sum));
        exponent = wider;
    }

    /** The edges, one more than there are bins; bin i is from edge i to below edge i + 1. */
    double[] edges() {
        if (counts.isEmpty()) {
            return new double[0];
        }
        double[] edges = new double[bins() + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = Math.scalb((double) (counts.firstKey() + i), exponent);
        }
        return edges;
    }

    long[] counts() {
        long[] all = new long[bins()];
        for (int i = 0; i < all.length; i++) {
            all[i] = counts.getOrDefault(counts.firstKey() + i, 0L);
        }
        return all;
    }

    private int bins() {
        return counts.isEmpty() ? 0 : (int) (counts.lastKey() - counts.firstKey()) + 1;
    }
}
