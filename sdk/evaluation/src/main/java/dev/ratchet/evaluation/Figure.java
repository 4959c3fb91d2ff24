/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a metric is for some rows: a value with its interval, or the reason why there is none. Immutable. */
public sealed interface Figure {

    /** The metric. */
    Metric metric();

    /** The value, if there is one. */
    OptionalDouble value();

    /** As JSON-like values: {@code {"value":..., "low":..., "high":..., "interval":...}}, or why there is no value. */
    Map<String, Object> toJsonValue();

    /**
     * A value.
     *
     * @param metric what it is of
     * @param number the value
     * @param interval what it may be for other rows of the same kind; empty when these rows do not tell
     * @param method how the interval was found, or why there is none
     */
    record Defined(Metric metric, double number, Optional<Interval> interval, String method) implements Figure {

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(number);
        }

        @Override
        public Map<String, Object> toJsonValue() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("value", number);
            interval.ifPresent(limits -> {
                json.put("low", limits.low());
                json.put("high", limits.high());
            });
            json.put("interval", method);
            return json;
        }
    }

    /**
     * No value.
     *
     * @param metric what has none
     * @param reason why
     * @param message the same in words
     */
    record Undefined(Metric metric, UndefinedMetricException.Reason reason, String message) implements Figure {

        /** Checks that there is a message. */
        public Undefined {
            Objects.requireNonNull(message, "message");
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.empty();
        }

        @Override
        public Map<String, Object> toJsonValue() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("undefined", reason.name());
            json.put("message", message);
            return json;
        }
    }
}
