/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.profile;

import dev.ratchet.data.internal.split.SplitMix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles of numbers: of type 7 (Hyndman and Fan 1996) and exact up to {@value #EXACT} values, then from a KLL sketch
 * (Karnin, Lang, Liberty 2016, arXiv:1603.05346), whose ranks are off by about 0.2 % of the number of values. The same
 * values in the same order give the same result. Used by one thread.
 */
final class Quantiles {

    /** How many values are kept before the sketch begins. */
    static final int EXACT = 65_536;

    private static final int WIDTH = 2048;
    private static final int NARROWEST = 8;
    private static final double SHRINK = 2.0 / 3;

    private static final class Level {

        private double[] values = new double[64];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }

    private record Weighted(double value, long weight) {}

    private final int exactLimit;
    private final List<Level> levels = new ArrayList<>(List.of(new Level()));
    private final SplitMix coin = new SplitMix(0);
    private long count;

    Quantiles() {
        this(EXACT);
    }

    Quantiles(int exactLimit) {
        this.exactLimit = exactLimit;
    }

    /** Takes a number that is not NaN. */
    void add(double value) {
        levels.get(0).add(value);
        count++;
        if (levels.size() > 1 || levels.get(0).size > exactLimit) {
            compact();
        }
    }

    boolean isExact() {
        return levels.size() == 1;
    }

    private int capacity(int level) {
        double width = WIDTH * Math.pow(SHRINK, levels.size() - 1 - level);
        return Math.max(NARROWEST, (int) Math.ceil(width));
    }

    private void compact() {
        // A level that is full gives every second of its sorted values, with twice the weight, to the next one.
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.size <= capacity(i)) {
                continue;
            }
            if (i + 1 == levels.size()) {
                levels.add(new Level());
            }
            Arrays.sort(level.values, 0, level.size);
            int kept = level.size & 1;
            int first = kept + (int) (coin.next() >>> 63);
            for (int at = first; at < level.size; at += 2) {
                levels.get(i + 1).add(level.values[at]);
            }
            level.size = kept;
        }
    }

    /** The values below which these shares are; none when there are no values. */
    double[] at(double... shares) {
        if (count == 0) {
            return new double[0];
        }
        return isExact() ? exact(shares) : estimated(shares);
    }

    private double[] exact(double[] shares) {
        Level only = levels.get(0);
        Arrays.sort(only.values, 0, only.size);
        double[] found = new double[shares.length];
        for (int i = 0; i < found.length; i++) {
            double place = (only.size - 1) * shares[i];
            int low = (int) Math.floor(place);
            double below = only.values[low];
            double above = only.values[Math.min(low + 1, only.size - 1)];
            double part = place - low;
            // Not by the difference, which is infinite between values of 1e308 and -1e308.
            found[i] = part == 0 || below == above ? below : below * (1 - part) + above * part;
        }
        return found;
    }

    private double[] estimated(double[] shares) {
        List<Weighted> all = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            for (int at = 0; at < level.size; at++) {
                all.add(new Weighted(level.values[at], 1L << i));
                total += 1L << i;
            }
        }
        all.sort((one, two) -> Double.compare(one.value, two.value));
        double[] found = new double[shares.length];
        for (int i = 0; i < found.length; i++) {
            double wanted = shares[i] * total;
            long passed = 0;
            int at = 0;
            while (at < all.size() - 1 && passed + all.get(at).weight < wanted) {
                passed += all.get(at++).weight;
            }
            found[i] = all.get(at).value;
        }
        return found;
    }
}
