/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.metric.Interval;

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

    /** The lowest value. */
    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The highest value. */
    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
