/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/** The points of a curve, each with the threshold that it belongs to. Immutable. */
public final class Curve {

    private final double[] x;
    private final double[] y;
    private final double[] thresholds;

    Curve(double[] x, double[] y, double[] thresholds) {
        this.x = x;
        this.y = y;
        this.thresholds = thresholds;
    }

    /** The number of points. */
    public int size() {
        return x.length;
    }

    /** Where a point lies on the horizontal axis. */
    public double x(int point) {
        return x[point];
    }

    /** Where a point lies on the vertical axis. */
    public double y(int point) {
        return y[point];
    }

    /** The score from which rows are predicted positive at a point. */
    public double threshold(int point) {
        return thresholds[point];
    }
}
