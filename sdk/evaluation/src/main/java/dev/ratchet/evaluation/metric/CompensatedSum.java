/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * A sum of doubles with the error of one rounding or so, however many are added (A. Neumaier 1974,
 * doi:10.1002/zamm.19740540106). Not thread-safe.
 */
public final class CompensatedSum {

    private double sum;
    private double lost;

    /** Adds a value. */
    public CompensatedSum add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
        return this;
    }

    /** The sum so far; 0 before anything was added. */
    public double value() {
        return sum + lost;
    }

    /** The mean of at least one value. */
    static double mean(double[] values) {
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value() / values.length;
    }
}
