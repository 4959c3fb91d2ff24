/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A metric over the folds of a cross-validation, repeated or not. Immutable.
 *
 * @param metric the name of what was measured
 * @param values one for each fold of each repetition
 * @param mean their mean
 * @param standardDeviation how far they spread, with <i>n - 1</i>
 * @param interval of the mean, by the corrected t of C. Nadeau and Y. Bengio 2003, doi:10.1023/A:1024068626366: training sets
 *     overlap, so the folds know less together than as many independent ones; empty when all values are equal or there is one
 * @param confidence how often such an interval holds the value
 */
public record CrossValidated(
        String metric,
        List<Double> values,
        double mean,
        double standardDeviation,
        Optional<Interval> interval,
        double confidence) {

    /** Keeps the values. */
    public CrossValidated {
        values = List.copyOf(values);
    }

    /**
     * Sums up folds.
     *
     * @param metric the name of what was measured
     * @param values one for each fold of each repetition, finite
     * @param trainingRows that each fold learned from
     * @param testRows that each fold was tested on
     * @param confidence above 0 and below 1, as 0.95
     * @throws UndefinedMetricException if there is no value, one is not finite, or a number of rows is below 1
     */
    public static CrossValidated of(
            String metric, double[] values, long trainingRows, long testRows, double confidence) {
        List<Double> kept = Arrays.stream(values).boxed().toList();
        if (values.length == 1 && Double.isFinite(values[0])) {
            return new CrossValidated(metric, kept, values[0], 0, Optional.empty(), confidence);
        }
        Estimate mean = Estimate.ofFolds(values, trainingRows, testRows);
        double deviation = Estimate.ofMean(values, null).standardError() * Math.sqrt(values.length);
        return new CrossValidated(
                metric,
                kept,
                mean.value(),
                deviation,
                deviation == 0 ? Optional.empty() : Optional.of(mean.interval(confidence)),
                confidence);
    }

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", metric);
        json.put("values", values);
        json.put("mean", mean);
        json.put("standard_deviation", standardDeviation);
        interval.ifPresent(limits -> {
            json.put("low", limits.low());
            json.put("high", limits.high());
        });
        json.put("confidence", confidence);
        return json;
    }
}
