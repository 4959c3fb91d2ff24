/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

/**
 * What a value may be, given the rows that were seen.
 *
 * @param low the lower limit
 * @param high the upper limit
 */
public record Interval(double low, double high) {

    /** What of it lies within a range, as that of a metric's values. */
    public Interval within(Interval range) {
        return new Interval(
                Math.min(range.high, Math.max(range.low, low)), Math.max(range.low, Math.min(range.high, high)));
    }
}
