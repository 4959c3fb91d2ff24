/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Ranks from 1, of which tied values share the mean.
 *
 * @param ranks of each value
 * @param ties the sum of t³ - t over all groups of t tied values; 0 without ties
 */
record Midranks(double[] ranks, double ties) {

    static Midranks of(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i] + 0.0)) // -0.0 becomes 0.0
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        double ties = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int place = from; place < to; place++) {
                ranks[order[place]] = (from + 1 + to) / 2.0;
            }
            double tied = to - from;
            ties += tied * tied * tied - tied;
        }
        return new Midranks(ranks, ties);
    }
}
