/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.Optional;

/**
 * A figure that predictions are judged by. {@link Metrics} has the usual ones; your own are made by
 * {@link Metrics#meanOf} and {@link Metrics#figure} or by implementing this. Implementations are pure and may be called
 * from any thread.
 */
public interface Metric {

    /** The name under which it is logged; MLflow's where its evaluators have it, as {@code roc_auc}. */
    String name();

    /** Which values are better. */
    Direction direction();

    /** The values that it can have. */
    Interval range();

    /** Which test compares two models on it. */
    Comparison comparison();

    /**
     * The value.
     *
     * @throws UndefinedMetricException if it has none for these rows
     * @throws IllegalArgumentException if it is no metric of this kind of predictions
     */
    double value(Predictions predictions);

    /**
     * The loss of each row, where the value is the mean of the rows' losses.
     *
     * @throws UndefinedMetricException if a row's loss has no value
     */
    default Optional<double[]> losses(Predictions predictions) {
        return Optional.empty();
    }

    /**
     * Which rows were told right, where the value is the share of right rows among those that count: 1 for a row that
     * was told right, 0 for one that was told wrong, -1 for one that does not count. Which rows count depends on the
     * labels alone, so that it is the same for all models.
     *
     * @throws UndefinedMetricException if a label or prediction is not allowed
     */
    default Optional<int[]> hits(Predictions predictions) {
        return Optional.empty();
    }

    /**
     * The interval of the value where a formula gives it; none when it must be found by drawing rows.
     *
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if it has none for these rows
     */
    default Optional<Interval> interval(Predictions predictions, double confidence) {
        return Optional.empty();
    }

    /**
     * The value and how sure it is, so that it can be compared with that of other rows: by default from the rows' losses, else
     * by leaving groups of rows out.
     *
     * @throws UndefinedMetricException if it has no value for these rows, or they are too few
     */
    default Estimate estimate(Predictions predictions) {
        return losses(predictions)
                .map(losses ->
                        Estimate.ofMean(losses, predictions.rows().weights().orElse(null)))
                .orElseGet(() -> Jackknifed.of(this, predictions));
    }
}
