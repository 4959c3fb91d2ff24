/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Different values and the most frequent ones: exact to a limit, then HyperLogLog, and counts as by Misra and Gries
 * 1982, which are too small by at most a known number. Values are told apart by 64-bit hashes. Used by one thread.
 */
final class ValueCounts {

    /** How many different values are counted exactly. */
    static final int EXACT = 32_768;

    private static final class Count {

        private final Object value;
        private long count;

        Count(Object value) {
            this.value = value;
        }
    }

    /** A value and how often it is there, at least. */
    record Frequent(Object value, long count) {}

    private final int limit;
    private final Map<Long, Count> counts = new HashMap<>();
    private final HyperLogLog distinct = new HyperLogLog();
    private boolean exact = true;
    private long missed;

    ValueCounts() {
        this(EXACT);
    }

    ValueCounts(int limit) {
        this.limit = limit;
    }

    void add(long hash, Supplier<Object> value) {
        Count known = counts.get(hash);
        if (known == null) {
            if (counts.size() == limit) {
                makeRoom();
            }
            known = new Count(value.get());
            counts.put(hash, known);
        }
        known.count++;
        if (!exact) {
            distinct.add(Hashes.mix(hash));
        }
    }

    private void makeRoom() {
        if (exact) {
            exact = false;
            counts.keySet().forEach(hash -> distinct.add(Hashes.mix(hash)));
        }
        long[] sorted = counts.values().stream().mapToLong(count -> count.count).toArray();
        Arrays.sort(sorted);
        long less = sorted[sorted.length / 2];
        missed += less;
        counts.values().removeIf(count -> {
            count.count -= less;
            return count.count <= 0;
        });
    }

    boolean isExact() {
        return exact;
    }

    /** By how much a count may be too small. */
    long missed() {
        return missed;
    }

    long distinct() {
        return exact ? counts.size() : Math.max(limit, Math.round(distinct.estimate()));
    }

    /** The most frequent values; of equally frequent ones the first in the order of their texts. */
    List<Frequent> top(int most) {
        long[] sorted = counts.values().stream()
                .mapToLong(count -> count.count)
                .sorted()
                .toArray();
        long least = sorted.length <= most ? 0 : sorted[sorted.length - most];
        return counts.values().stream()
                .filter(count -> count.count >= least)
                .map(Ranked::of)
                .sorted(Comparator.comparingLong(Ranked::count).reversed().thenComparing(Ranked::text))
                .limit(most)
                .map(ranked -> new Frequent(ranked.value(), ranked.count()))
                .toList();
    }

    /** Texts are made once, because sorting asks for them often and making one of a number takes long. */
    private record Ranked(Object value, long count, String text) {

        static Ranked of(Count count) {
            return new Ranked(count.value, count.count, String.valueOf(count.value));
        }
    }
}
