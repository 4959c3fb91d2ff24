/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Comparator;

/**
 * One value of a metric. Two identical points are one point.
 *
 * @param key the metric's name
 * @param value any double; stores keep NaN, and the infinities are given back as infinities
 * @param timestamp milliseconds since 1970, at least 0
 * @param step the iteration or epoch; may be negative
 */
public record MetricPoint(String key, double value, long timestamp, long step) {

    /** MLflow's order: the greatest is the latest value of a metric. NaN is the greatest value. */
    public static final Comparator<MetricPoint> LATEST_LAST = Comparator.comparingLong(MetricPoint::step)
            .thenComparingLong(MetricPoint::timestamp)
            .thenComparingDouble(MetricPoint::value);

    /** Checks the timestamp. */
    public MetricPoint {
        if (timestamp < 0) {
            throw new IllegalArgumentException("timestamp < 0: " + timestamp);
        }
    }
}
