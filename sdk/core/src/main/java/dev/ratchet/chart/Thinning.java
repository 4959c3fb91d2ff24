/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Leaves out the points of a line that cannot be seen. First each half pixel column keeps its first, lowest, highest and
 * last point; then a point goes that is nearer than a quarter of a pixel to the line without it (D. H. Douglas and T. K.
 * Peucker 1973, doi:10.3138/FM57-6770-U75U-7727).
 */
final class Thinning {

    /** A curve of more points than this is drawn coarser. */
    static final int MOST_POINTS = 500;

    private static final double COLUMN = 0.5;
    private static final double TOLERANCE = 0.25;

    private final double[] xs;
    private final double[] ys;

    private Thinning(double[] xs, double[] ys) {
        this.xs = xs;
        this.ys = ys;
    }

    /** The positions of the points that are kept; x, in pixels, never decreases. */
    static int[] kept(double[] xs, double[] ys) {
        if (xs.length < 3) {
            return IntStream.range(0, xs.length).toArray();
        }
        Thinning thinning = new Thinning(xs, ys);
        int[] columns = thinning.columns();
        double tolerance = TOLERANCE;
        int[] kept = thinning.simplified(columns, tolerance);
        while (kept.length > MOST_POINTS) {
            tolerance *= 1.5;
            kept = thinning.simplified(columns, tolerance);
        }
        return kept;
    }

    private int[] columns() {
        BitSet kept = new BitSet(xs.length);
        for (int from = 0, to; from < xs.length; from = to) {
            double column = Math.floor(xs[from] / COLUMN);
            int lowest = from;
            int highest = from;
            for (to = from + 1; to < xs.length && Math.floor(xs[to] / COLUMN) == column; to++) {
                lowest = ys[to] < ys[lowest] ? to : lowest;
                highest = ys[to] > ys[highest] ? to : highest;
            }
            kept.set(from);
            kept.set(lowest);
            kept.set(highest);
            kept.set(to - 1);
        }
        return kept.stream().toArray();
    }

    private int[] simplified(int[] points, double tolerance) {
        BitSet kept = new BitSet(points.length);
        kept.set(0);
        kept.set(points.length - 1);
        Deque<int[]> parts = new ArrayDeque<>();
        parts.push(new int[] {0, points.length - 1});
        while (!parts.isEmpty()) {
            int[] part = parts.pop();
            int farthest = -1;
            double most = tolerance;
            for (int i = part[0] + 1; i < part[1]; i++) {
                double distance = distance(points[i], points[part[0]], points[part[1]]);
                if (distance > most) {
                    most = distance;
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                kept.set(farthest);
                parts.push(new int[] {part[0], farthest});
                parts.push(new int[] {farthest, part[1]});
            }
        }
        return kept.stream().map(i -> points[i]).toArray();
    }

    /** From a point to the stretch between two others. */
    private double distance(int point, int from, int to) {
        double dx = xs[to] - xs[from];
        double dy = ys[to] - ys[from];
        double px = xs[point] - xs[from];
        double py = ys[point] - ys[from];
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
        return Math.hypot(px - along * dx, py - along * dy);
    }
}
