/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** One named line: points in the order of x, and what is known of them. */
final class Series {

    final String name;
    final double[] xs;
    final double[] ys;
    /** How many points were not taken. */
    final long leftOut;

    private Series(String name, double[] xs, double[] ys, long leftOut) {
        this.name = name;
        this.xs = xs;
        this.ys = ys;
        this.leftOut = leftOut;
    }

    /** Copies the points; those without a finite x are left out, the others sorted by x where they are not. */
    static Series of(String name, double[] xs, double[] ys) {
        return of(name, xs, ys, i -> Double.isFinite(xs[i]));
    }

    /** The same without the points that have no finite y. */
    static Series finite(String name, double[] xs, double[] ys) {
        return of(name, xs, ys, i -> Double.isFinite(xs[i]) && Double.isFinite(ys[i]));
    }

    private static Series of(String name, double[] xs, double[] ys, IntPredicate taken) {
        int[] order = IntStream.range(0, xs.length).filter(taken).toArray();
        boolean sorted = true;
        for (int i = 1; i < order.length && sorted; i++) {
            sorted = xs[order[i - 1]] <= xs[order[i]];
        }
        if (!sorted) {
            order = Arrays.stream(order)
                    .boxed()
                    .sorted((a, b) -> Double.compare(xs[a], xs[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return new Series(
                name,
                Arrays.stream(order).mapToDouble(i -> xs[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> ys[i]).toArray(),
                xs.length - (long) order.length);
    }

    long notFinite() {
        return Arrays.stream(ys).filter(y -> !Double.isFinite(y)).count();
    }

    boolean wholeSteps() {
        return Arrays.stream(xs).allMatch(x -> x == Math.rint(x));
    }

    String description() {
        int first = -1;
        int last = -1;
        int lowest = -1;
        int highest = -1;
        for (int i = 0; i < ys.length; i++) {
            if (Double.isFinite(ys[i])) {
                first = first < 0 ? i : first;
                last = i;
                lowest = lowest < 0 || ys[i] < ys[lowest] ? i : lowest;
                highest = highest < 0 || ys[i] > ys[highest] ? i : highest;
            }
        }
        if (first < 0) {
            return name + ": no points";
        }
        return name + ": " + ys.length + " points from " + Numbers.value(ys[first]) + " to " + Numbers.value(ys[last])
                + ", lowest " + at(lowest) + ", highest " + at(highest);
    }

    private String at(int i) {
        return Numbers.value(ys[i]) + " at " + Numbers.value(xs[i]);
    }
}
