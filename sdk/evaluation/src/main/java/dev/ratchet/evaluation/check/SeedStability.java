/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Stage;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The same recipe trained with several seeds. Immutable.
 *
 * @param metric the name of what was measured
 * @param values one for each seed
 * @param mean their mean
 * @param standardDeviation how far they spread, with <i>n - 1</i>
 * @param interval of the mean; empty when all are equal
 * @param finding what to say of it
 */
public record SeedStability(
        String metric,
        List<Double> values,
        double mean,
        double standardDeviation,
        Optional<Interval> interval,
        Finding finding) {

    /** Keeps the values. */
    public SeedStability {
        values = List.copyOf(values);
    }

    private static final String CHECK = "seed_stability";

    /**
     * Trains again and again, on all training rows.
     *
     * @param times how many seeds, at least 2
     * @param seed the first one; the others follow it
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if the metric has no value for the predictions of a training
     * @throws IllegalArgumentException if there are fewer than 2 seeds
     */
    public static SeedStability of(Metric metric, Trainer trainer, int times, long seed, double confidence) {
        if (times < 2) {
            throw new IllegalArgumentException(
                    "The spread of " + times + " trainings cannot be told: at least 2 are needed.");
        }
        double[] values = new double[times];
        double ofRows = Double.NaN;
        for (int i = 0; i < times; i++) {
            Predictions predictions = trainer.train(1, seed + i);
            values[i] = metric.value(predictions);
            if (i == 0) {
                ofRows = standardError(metric, predictions);
            }
        }
        Estimate mean = Estimate.ofMean(values, null);
        double spread = mean.standardError() * Math.sqrt(times);
        return new SeedStability(
                metric.name(),
                Arrays.stream(values).boxed().toList(),
                mean.value(),
                spread,
                spread == 0 ? Optional.empty() : Optional.of(mean.interval(confidence)),
                finding(metric, values, spread, ofRows));
    }

    /** That of the rows alone, NaN when these rows do not tell. */
    private static double standardError(Metric metric, Predictions predictions) {
        try {
            return metric.estimate(predictions).standardError();
        } catch (UndefinedMetricException e) {
            return Double.NaN;
        }
    }

    private static Finding finding(Metric metric, double[] values, double spread, double ofRows) {
        String seen = "Trained with " + values.length + " seeds, '" + metric.name() + "' is "
                + Words.number(Arrays.stream(values).min().orElseThrow()) + " to "
                + Words.number(Arrays.stream(values).max().orElseThrow()) + " (standard deviation "
                + Words.number(spread)
                + ")";
        if (spread == 0) {
            return Finding.ok(CHECK, seen + ": the seed does not matter.");
        }
        if (Double.isNaN(ofRows)) {
            return Finding.note(CHECK, seen + ". How far other rows would move it cannot be told.");
        }
        return spread > ofRows
                ? Finding.warning(
                        CHECK,
                        seen + ". That is more than other rows would move it (" + Words.number(ofRows)
                                + "), so a model is better or worse by the luck of its seed: compare recipes over several"
                                + " seeds, average models, or train more steadily.",
                        Stage.TRAINING)
                : Finding.ok(CHECK, seen + ", less than other rows would move it (" + Words.number(ofRows) + ").");
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
