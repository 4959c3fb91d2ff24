/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Metric;

/** Differences that are too small to act on, however many rows show them. */
final class Tolerance {

    private static final double OF_RANGE = 0.02;
    private static final double OF_VALUE = 0.1;

    private Tolerance() {}

    /** 2 % of the metric's range, or 10 % of a value where the range has no end. */
    static double of(Metric metric, double value) {
        double width = metric.range().high() - metric.range().low();
        return Double.isFinite(width) ? OF_RANGE * width : OF_VALUE * Math.abs(value);
    }
}
