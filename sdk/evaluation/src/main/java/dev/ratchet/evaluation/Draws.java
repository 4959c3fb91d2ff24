/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.BootstrapInterval;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Jackknife;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The values of metrics on rows that are drawn with replacement, and with some rows left out. All metrics are computed on
 * the same draws.
 */
final class Draws {

    /** Groups of rows that are left out one after the other; single rows of many would take their square in time. */
    private static final int GROUPS = 200;

    private final List<Metric> metrics;
    private final double[][] drawn;
    private final double[][] leftOut;

    private Draws(List<Metric> metrics, double[][] drawn, double[][] leftOut) {
        this.metrics = metrics;
        this.drawn = drawn;
        this.leftOut = leftOut;
    }

    /** Draws on all cores; each draw has random numbers of its own, so their order does not matter. */
    static Draws of(List<Metric> metrics, Predictions predictions, int times, long seed) {
        Units units = Units.of(predictions);
        int rows = units.count();
        int groups = Math.min(rows, GROUPS);
        // Seeds that lie side by side share no draws.
        long first = new SplittableRandom(seed).nextLong();
        double[][] drawn = IntStream.range(0, times)
                .parallel()
                .mapToObj(draw -> values(
                        metrics,
                        units.select(new SplittableRandom(first + draw)
                                .ints(rows, 0, rows)
                                .toArray())))
                .toArray(double[][]::new);
        double[][] leftOut = IntStream.range(0, groups)
                .parallel()
                .mapToObj(group -> values(
                        metrics,
                        units.select(IntStream.range(0, rows)
                                .filter(row -> row % groups != group)
                                .toArray())))
                .toArray(double[][]::new);
        return new Draws(List.copyOf(metrics), drawn, leftOut);
    }

    private static double[] values(List<Metric> metrics, Predictions rows) {
        return metrics.stream().mapToDouble(metric -> valueOrNaN(metric, rows)).toArray();
    }

    /** Without a value NaN, which no interval is made of. */
    private static double valueOrNaN(Metric metric, Predictions rows) {
        try {
            return metric.value(rows);
        } catch (UndefinedMetricException e) {
            return Double.NaN;
        }
    }

    /**
     * The interval of a metric's value.
     *
     * @throws UndefinedMetricException if these rows do not give one
     */
    Interval interval(Metric metric, double value, double confidence) {
        int column = metrics.indexOf(metric);
        double[] values = column(drawn, column);
        long without = Arrays.stream(values).filter(Double::isNaN).count();
        if (without > 0) {
            throw new UndefinedMetricException(
                    Reason.TOO_FEW,
                    "In " + without + " of " + values.length
                            + " draws of rows it has no value, so these rows are too few.");
        }
        double acceleration = Jackknife.acceleration(column(leftOut, column));
        return BootstrapInterval.of(values, value, acceleration, confidence).bca();
    }

    private static double[] column(double[][] values, int column) {
        return Arrays.stream(values).mapToDouble(row -> row[column]).toArray();
    }
}
