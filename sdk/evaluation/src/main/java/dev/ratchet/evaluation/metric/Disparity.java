/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.Collection;

/**
 * How far a rate differs between groups.
 *
 * @param lowest the rate of the group with the lowest one
 * @param highest the rate of the group with the highest one
 */
public record Disparity(double lowest, double highest) {

    static Disparity of(Collection<Double> rates) {
        return new Disparity(
                rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    /** The highest rate less the lowest; 0 is fair, and it is 0 for a single group. */
    public double difference() {
        return highest - lowest;
    }

    /**
     * The lowest rate as a share of the highest; 1 is fair.
     *
     * @throws UndefinedMetricException if all rates are 0
     */
    public double ratio() {
        if (highest == 0) {
            throw new UndefinedMetricException(
                    Reason.UNDEFINED, "The ratio of rates has no value when the rate of every group is 0.");
        }
        return lowest / highest;
    }
}
