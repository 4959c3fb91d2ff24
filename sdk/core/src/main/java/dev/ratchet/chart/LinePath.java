/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/**
 * The path of one series. Where there are more points than pixels, of each pixel column only the first, the lowest,
 * the highest and the last are kept: the picture is the same. A gap inside one pixel column cannot be seen and is
 * joined.
 */
final class LinePath {

    private final StringBuilder path = new StringBuilder();
    private final StringBuilder lone = new StringBuilder();
    private final boolean thinned;

    private boolean open;
    private boolean gap;
    private long column;
    /** The points kept of the open column: first, lowest, highest, last. */
    private final double[] xs = new double[4];

    private final double[] ys = new double[4];
    private boolean lowestFirst;

    /** How many points the current part of the path has, and where it began. */
    private int length;

    private double startX;
    private double startY;
    private double endX;
    private double endY;

    LinePath(boolean thinned) {
        this.thinned = thinned;
    }

    /** The next point, in pixels; x never decreases. */
    void point(double x, double y) {
        long next = thinned ? (long) Math.floor(x) : column + 1;
        if (open && next == column) {
            widen(x, y);
        } else {
            flush();
            if (gap) {
                endPart();
            }
            open = true;
            column = next;
            for (int i = 0; i < 4; i++) {
                xs[i] = x;
                ys[i] = y;
            }
        }
        gap = false;
    }

    /** Nothing is known here. */
    void gap() {
        gap = true;
    }

    private void widen(double x, double y) {
        if (y < ys[1]) {
            xs[1] = x;
            ys[1] = y;
            lowestFirst = false;
        }
        if (y > ys[2]) {
            xs[2] = x;
            ys[2] = y;
            lowestFirst = true;
        }
        xs[3] = x;
        ys[3] = y;
    }

    private void flush() {
        if (!open) {
            return;
        }
        emit(0);
        emit(lowestFirst ? 1 : 2);
        emit(lowestFirst ? 2 : 1);
        emit(3);
        open = false;
    }

    private void emit(int i) {
        if (length > 0 && xs[i] == endX && ys[i] == endY) {
            return;
        }
        if (length == 0) {
            startX = xs[i];
            startY = ys[i];
        } else {
            if (length == 1) {
                path.append('M');
                append(startX, startY);
            }
            path.append('L');
            append(xs[i], ys[i]);
        }
        endX = xs[i];
        endY = ys[i];
        length++;
    }

    private void append(double x, double y) {
        path.append(Numbers.coordinate(x)).append(' ').append(Numbers.coordinate(y));
    }

    private void endPart() {
        if (length == 1) {
            // A dot: a circle drawn as two arcs, so that all dots of a series are one element.
            lone.append('M')
                    .append(Numbers.coordinate(startX - 2.5))
                    .append(' ')
                    .append(Numbers.coordinate(startY))
                    .append("a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z");
        }
        length = 0;
    }

    /** Ends the series. */
    void finish() {
        flush();
        endPart();
    }

    /** Path data of the lines; empty when there are none. */
    String lines() {
        return path.toString();
    }

    /** Path data of the points without neighbours; empty when there are none. */
    String dots() {
        return lone.toString();
    }
}
