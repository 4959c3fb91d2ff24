/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Comparison;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.BootstrapInterval;
import dev.ratchet.evaluation.metric.DeLong;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Jackknife;
import dev.ratchet.evaluation.metric.MeanInterval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * By how much one model is better than another one on the same rows.
 *
 * @param value above 0 when the first is better, whatever the metric's direction
 * @param interval of the value; empty when these rows do not tell
 * @param method how it was found, or why there is none
 */
record Improvement(double value, Optional<Interval> interval, String method) {

    private static final int DRAWS = 1000;
    private static final int GROUPS = 50;
    private static final long SEED = 42;

    static Improvement of(Metric metric, Predictions model, Predictions other, double confidence) {
        double value = metric.direction().improvement(metric.value(model), metric.value(other));
        try {
            boolean plain = model.rows().weights().isEmpty();
            Optional<double[]> own = metric.losses(model);
            Optional<double[]> others = metric.losses(other);
            if (plain && own.isPresent() && others.isPresent()) {
                double[] differences = new double[own.get().length];
                Arrays.setAll(differences, row -> others.get()[row] - own.get()[row]);
                return new Improvement(value, Optional.of(MeanInterval.of(differences, confidence)), "paired t");
            }
            if (plain
                    && metric.comparison() == Comparison.DE_LONG
                    && model instanceof BinaryPredictions first
                    && other instanceof BinaryPredictions second) {
                Interval limits = DeLong.of(first.labels(), first.scores(), second.scores())
                        .difference(0, 1)
                        .interval(confidence);
                return new Improvement(value, Optional.of(limits), "DeLong");
            }
            return new Improvement(
                    value,
                    Optional.of(drawn(metric, model, other, value, confidence)),
                    "paired BCa bootstrap of " + DRAWS + " draws, seed " + SEED);
        } catch (UndefinedMetricException e) {
            return new Improvement(value, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** Both models on the same draws. */
    private static Interval drawn(
            Metric metric, Predictions model, Predictions other, double value, double confidence) {
        int rows = model.rowCount();
        double[] drawn = IntStream.range(0, DRAWS)
                .parallel()
                .mapToDouble(draw -> difference(
                        metric,
                        model,
                        other,
                        new SplittableRandom(SEED + draw).ints(rows, 0, rows).toArray()))
                .toArray();
        int groups = Math.min(GROUPS, rows);
        double[] leftOut = IntStream.range(0, groups)
                .parallel()
                .mapToDouble(group -> difference(
                        metric,
                        model,
                        other,
                        IntStream.range(0, rows)
                                .filter(row -> row % groups != group)
                                .toArray()))
                .toArray();
        return BootstrapInterval.of(drawn, value, Jackknife.acceleration(leftOut), confidence)
                .bca();
    }

    private static double difference(Metric metric, Predictions model, Predictions other, int[] rows) {
        return metric.direction().improvement(metric.value(model.select(rows)), metric.value(other.select(rows)));
    }
}
