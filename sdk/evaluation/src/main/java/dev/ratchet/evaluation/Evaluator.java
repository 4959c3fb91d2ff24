/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.MeanInterval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.ArrayList;
import java.util.HashMap;
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
    /** Of more rows figures are normal, so drawing them a thousand times would only take long. */
    private static final int MOST_DRAWN_ROWS = 100_000;

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
     * Computes the usual metrics for this kind of predictions, then those that were added. Where no formula gives an interval, up to
     * 100,000 rows are drawn again and again for it; of more rows some are left out instead.
     *
     * @throws IllegalArgumentException if an added metric is for another kind of predictions
     */
    public Evaluation evaluate(Predictions predictions) {
        List<Metric> metrics = new ArrayList<>(Metrics.usual(predictions));
        metrics.addAll(further);
        return new Evaluation(
                Task.of(predictions),
                predictions.rowCount(),
                classRows(predictions),
                confidence,
                figures(predictions, metrics));
    }

    /**
     * Computes these metrics and no others, in their order.
     *
     * @throws IllegalArgumentException if one is for another kind of predictions
     */
    public List<Figure> figures(Predictions predictions, List<Metric> metrics) {
        Map<Metric, Figure> figures = new HashMap<>();
        Map<Metric, Double> toDraw = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            try {
                double value = metric.value(predictions);
                requireNumber(metric, value);
                byFormula(metric, value, predictions)
                        .ifPresentOrElse(figure -> figures.put(metric, figure), () -> toDraw.put(metric, value));
            } catch (UndefinedMetricException e) {
                figures.put(metric, new Figure.Undefined(metric, e.reason(), String.valueOf(e.getMessage())));
            }
        }
        if (!toDraw.isEmpty()) {
            Draws draws = Draws.of(List.copyOf(toDraw.keySet()), predictions, resamples, seed);
            toDraw.forEach((metric, value) -> figures.put(metric, drawn(metric, value, draws)));
        }
        return metrics.stream().map(figures::get).toList();
    }

    private static void requireNumber(Metric metric, double value) {
        if (!Double.isFinite(value)) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED, "'" + metric.name() + "' gave " + value + " for these rows, which is no value.");
        }
    }

    private static Map<String, Long> classRows(Predictions predictions) {
        List<String> classes = List.of();
        int[] labels = {};
        if (predictions instanceof BinaryPredictions binary) {
            classes = binary.classes();
            labels = binary.labels();
        } else if (predictions instanceof MulticlassPredictions several) {
            classes = several.classes();
            labels = several.labels();
        }
        long[] counts = new long[classes.size()];
        for (int label : labels) {
            if (label >= 0 && label < counts.length) {
                counts[label]++;
            }
        }
        Map<String, Long> rows = new LinkedHashMap<>();
        for (int k = 0; k < counts.length; k++) {
            rows.put(classes.get(k), counts[k]);
        }
        return rows;
    }

    /** The value with an interval by a formula; empty where rows must be drawn. */
    private Optional<Figure> byFormula(Metric metric, double value, Predictions predictions) {
        try {
            Optional<Interval> closed = metric.interval(predictions, confidence);
            if (closed.isPresent()) {
                return Optional.of(new Figure.Defined(metric, value, closed, "formula"));
            }
            if (predictions.rows().weights().isEmpty()) {
                Optional<double[]> losses = metric.losses(predictions);
                if (losses.isPresent()) {
                    Interval interval =
                            MeanInterval.of(losses.get(), confidence).within(metric.range());
                    return Optional.of(
                            new Figure.Defined(metric, value, Optional.of(interval), "t of the rows' losses"));
                }
            }
            if (predictions.rowCount() > MOST_DRAWN_ROWS) {
                Interval limits =
                        metric.estimate(predictions).interval(confidence).within(metric.range());
                return Optional.of(new Figure.Defined(metric, value, Optional.of(limits), "leaving rows out"));
            }
            return Optional.empty();
        } catch (UndefinedMetricException e) {
            return Optional.of(new Figure.Defined(metric, value, Optional.empty(), String.valueOf(e.getMessage())));
        }
    }

    private Figure drawn(Metric metric, double value, Draws draws) {
        try {
            return new Figure.Defined(
                    metric,
                    value,
                    Optional.of(draws.interval(metric, value, confidence)),
                    "BCa bootstrap of " + resamples + " draws, seed " + seed);
        } catch (UndefinedMetricException e) {
            return new Figure.Defined(metric, value, Optional.empty(), String.valueOf(e.getMessage()));
        }
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
