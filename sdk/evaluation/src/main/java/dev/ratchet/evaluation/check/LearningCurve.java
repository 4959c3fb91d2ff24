/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.metric.Contrast;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    private static final String CHECK = "learning_curve";
    /** A curve that is steeper than chance would make it this seldom still rises. */
    private static final double SIGNIFICANCE = 0.05;

    /**
     * Trains on growing fractions of the training rows.
     *
     * @param fractions ascending, above 0 to 1, at least 2
     * @param times how many trainings for each fraction, with seeds of their own, at least 2
     * @param seed the first one; the others follow it
     * @throws UndefinedMetricException if the metric has no value for the predictions of a training
     * @throws IllegalArgumentException if a fraction or the number of trainings is not allowed
     */
    public static LearningCurve of(Metric metric, Trainer trainer, double[] fractions, int times, long seed) {
        check(fractions, times);
        List<Point> points = new ArrayList<>();
        for (double fraction : fractions) {
            points.add(new Point(
                    fraction,
                    IntStream.range(0, times)
                            .mapToObj(i -> metric.value(trainer.train(fraction, seed + i)))
                            .toList()));
        }
        return new LearningCurve(metric.name(), points, finding(metric, points));
    }

    private static void check(double[] fractions, int times) {
        boolean ascending = IntStream.range(1, fractions.length).allMatch(i -> fractions[i] > fractions[i - 1]);
        if (fractions.length < 2 || !ascending || !(fractions[0] > 0) || fractions[fractions.length - 1] > 1) {
            throw new IllegalArgumentException("The fractions are " + Arrays.toString(fractions)
                    + ": at least 2 are needed, ascending, above 0 to 1.");
        }
        if (times < 2) {
            throw new IllegalArgumentException(
                    "Trained " + times + " times, a fraction cannot be told from luck: at least 2 are needed.");
        }
    }

    private static Finding finding(Metric metric, List<Point> points) {
        Point last = points.get(points.size() - 1);
        Point before = points.get(points.size() - 2);
        double step = metric.direction().improvement(last.mean(), before.mean());
        String seen = "'" + metric.name() + "' is " + Words.number(before.mean()) + " from " + percent(before)
                + " of the rows and " + Words.number(last.mean()) + " from " + percent(last);
        return step > Tolerance.of(metric, last.mean()) / 4 && isMoreThanLuck(metric, before, last)
                ? Finding.warning(
                        CHECK,
                        seen + ": it still gets better with more rows, so there is too little data. Get more.",
                        Stage.DATA)
                : Finding.ok(CHECK, seen + ": more rows of the same kind are not shown to help.");
    }

    private static boolean isMoreThanLuck(Metric metric, Point before, Point last) {
        try {
            Contrast step = estimate(last).minus(estimate(before), 1 - SIGNIFICANCE);
            return (metric.direction() == Direction.HIGHER_IS_BETTER ? step.pHigher() : step.pLower()) <= SIGNIFICANCE;
        } catch (UndefinedMetricException e) {
            return true; // no training of a fraction differs from another one, so it is no luck
        }
    }

    private static Estimate estimate(Point point) {
        return Estimate.ofMean(
                point.values().stream().mapToDouble(Double::doubleValue).toArray(), null);
    }

    private static String percent(Point point) {
        return Words.number(100 * point.fraction()) + " %";
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
