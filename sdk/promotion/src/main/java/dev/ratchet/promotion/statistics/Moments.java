/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.CompensatedSum;

import java.util.function.IntToDoubleFunction;

/**
 * Mean and standard deviation, in two passes so that large means cost no digits.
 *
 * @param count of values
 * @param mean their mean
 * @param standardDeviation with divisor n - 1; NaN for a single value
 */
record Moments(int count, double mean, double standardDeviation) {

    /** Below this share of the mean, a standard deviation is what rounding left of 0. */
    private static final double ROUNDING = 1e-13;

    static Moments of(double[] values) {
        return of(values.length, i -> values[i]);
    }

    static Moments of(int count, IntToDoubleFunction value) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < count; i++) {
            sum.add(value.applyAsDouble(i));
        }
        double mean = sum.value() / count;
        CompensatedSum squares = new CompensatedSum();
        for (int i = 0; i < count; i++) {
            double deviation = value.applyAsDouble(i) - mean;
            squares.add(deviation * deviation);
        }
        return new Moments(count, mean, count < 2 ? Double.NaN : Math.sqrt(squares.value() / (count - 1)));
    }

    double variance() {
        return standardDeviation * standardDeviation;
    }

    /** Whether all values are equal, as far as doubles can tell. */
    boolean isConstant() {
        return standardDeviation <= ROUNDING * Math.abs(mean);
    }
}
