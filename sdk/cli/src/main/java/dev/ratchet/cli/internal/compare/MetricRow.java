/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.store.MetricPoint;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One point of a metric of every run.
 *
 * @param metric the metric
 * @param kind which of its points
 * @param points one per run, null where the run has none
 */
public record MetricRow(String metric, Kind kind, List<@Nullable MetricPoint> points) {

    /** Which point of a metric. */
    public enum Kind {
        /** The latest. */
        LAST("last"),
        /** The smallest; nobody said whether small is good. */
        MIN("min"),
        /** The largest; nobody said whether large is good. */
        MAX("max"),
        /** The smallest, which was said to be the best. */
        BEST_MIN("best (min)"),
        /** The largest, which was said to be the best. */
        BEST_MAX("best (max)");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words. */
        public String words() {
            return words;
        }
    }

    /** A run's value minus the first run's; empty where one has none. */
    public OptionalDouble difference(int run) {
        MetricPoint first = points.get(0);
        MetricPoint other = points.get(run);
        return first == null || other == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(other.value() - first.value());
    }
}
