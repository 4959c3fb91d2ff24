/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;

import java.util.List;

/**
 * How good a model becomes with more rows to learn from. Immutable.
 *
 * @param metric the name of what was measured, on the same rows at each point
 * @param points from the smallest fraction to the largest
 * @param finding what to say of it
 */
public record LearningCurve(String metric, List<Point> points, Finding finding) {

    /** Keeps the points. */
    public LearningCurve {
        points = List.copyOf(points);
    }

    /**
     * Models that learned from equally many rows.
     *
     * @param fraction of the training rows, above 0 to 1
     * @param values one for each repetition
     */
    public record Point(double fraction, List<Double> values) {

        /** Keeps the values. */
        public Point {
            values = List.copyOf(values);
        }

        /** Their mean. */
        public double mean() {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        /** The lowest value. */
        public double min() {
            return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }

        /** The highest value. */
        public double max() {
            return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }
    }
}
