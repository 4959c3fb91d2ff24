/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.MeanInterval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How predictions are evaluated: which metrics, and how sure intervals are. Immutable and safe to share.
 *
 * <pre>{@code
 * Evaluation evaluation = Evaluator.create().evaluate(BinaryPredictions.ofProbabilities(labels, probabilities));
 * System.out.println(evaluation.text());
 * }</pre>
 */
public final class Evaluator {

    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 1000;
    private static final long SEED = 42;

    private final List<Metric> further;
    private final double confidence;
    private final int resamples;
    private final long seed;

    private Evaluator(Builder builder) {
        this.further = List.copyOf(builder.further);
        this.confidence = builder.confidence;
        this.resamples = builder.resamples;
        this.seed = builder.seed;
    }

    /** All usual metrics with intervals of 95 %; the same as {@code builder().build()}. */
    public static Evaluator create() {
        return builder().build();
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the usual metrics for this kind of predictions, then those that were added.
     *
     * @throws IllegalArgumentException if an added metric is for another kind of predictions
     */
    public Evaluation evaluate(Predictions predictions) {
        List<Metric> metrics = new ArrayList<>(usual(predictions));
        metrics.addAll(further);
        Map<Metric, Figure> figures = new LinkedHashMap<>();
        List<Metric> toDraw = new ArrayList<>();
        for (Metric metric : metrics) {
            Figure figure = figure(metric, predictions);
            figures.put(metric, figure);
            if (figure instanceof Figure.Defined defined && defined.method().isEmpty()) {
                toDraw.add(metric);
            }
        }
        if (!toDraw.isEmpty()) {
            Draws draws = Draws.of(toDraw, predictions, resamples, seed);
            toDraw.forEach(metric -> figures.computeIfPresent(metric, (any, figure) -> drawn(figure, draws)));
        }
        return new Evaluation(predictions.rowCount(), confidence, List.copyOf(figures.values()));
    }

    /** The value, with an interval where a formula gives it; the method is empty where rows must be drawn. */
    private Figure figure(Metric metric, Predictions predictions) {
        double value;
        try {
            value = metric.value(predictions);
        } catch (UndefinedMetricException e) {
            return new Figure.Undefined(metric, e.reason(), String.valueOf(e.getMessage()));
        }
        try {
            Optional<Interval> closed = metric.interval(predictions, confidence);
            if (closed.isPresent()) {
                return new Figure.Defined(metric, value, closed, "formula");
            }
            if (predictions.rows().weights().isEmpty()) {
                Optional<double[]> losses = metric.losses(predictions);
                if (losses.isPresent()) {
                    Interval interval = MeanInterval.of(losses.get(), confidence);
                    return new Figure.Defined(metric, value, Optional.of(interval), "t of the rows' losses");
                }
            }
            return new Figure.Defined(metric, value, Optional.empty(), "");
        } catch (UndefinedMetricException e) {
            return new Figure.Defined(metric, value, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private Figure drawn(Figure figure, Draws draws) {
        double value = figure.value().orElseThrow();
        try {
            return new Figure.Defined(
                    figure.metric(),
                    value,
                    Optional.of(draws.interval(figure.metric(), value, confidence)),
                    "BCa bootstrap of " + resamples + " draws, seed " + seed);
        } catch (UndefinedMetricException e) {
            return new Figure.Defined(figure.metric(), value, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static List<Metric> usual(Predictions predictions) {
        if (predictions instanceof BinaryPredictions) {
            return Metrics.binary();
        }
        if (predictions instanceof MulticlassPredictions) {
            return Metrics.multiclass();
        }
        return predictions instanceof RegressionPredictions ? Metrics.regression() : Metrics.ranking();
    }

    /** Settings of an evaluator. Not thread-safe. */
    public static final class Builder {

        private final List<Metric> further = new ArrayList<>();
        private double confidence = CONFIDENCE;
        private int resamples = RESAMPLES;
        private long seed = SEED;

        private Builder() {}

        /** Adds a metric to the usual ones. */
        public Builder metric(Metric metric) {
            further.add(metric);
            return this;
        }

        /** How often intervals hold the value, above 0 and below 1; 0.95 by default. */
        public Builder confidence(double share) {
            this.confidence = share;
            return this;
        }

        /** How often rows are drawn for an interval that no formula gives, at least 100; 1,000 by default. */
        public Builder resamples(int times) {
            this.resamples = times;
            return this;
        }

        /** What drawing begins with, so that an evaluation can be repeated; 42 by default. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if one is not allowed
         */
        public Evaluator build() {
            if (!(confidence > 0 && confidence < 1)) {
                throw new IllegalArgumentException(
                        "confidence is " + confidence + ": above 0 and below 1 is allowed, as 0.95.");
            }
            if (resamples < 100) {
                throw new IllegalArgumentException("resamples is " + resamples + ": at least 100 are allowed.");
            }
            return new Evaluator(this);
        }
    }
}
