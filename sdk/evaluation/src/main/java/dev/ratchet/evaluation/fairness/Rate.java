/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Proportion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A share of a group's rows. Immutable.
 *
 * @param hits the rows that have what is counted
 * @param of all that could have it; 0 when the group has none, and then there is no value
 * @param interval Wilson's, empty when there is no value
 */
public record Rate(long hits, long of, Optional<Interval> interval) {

    static Rate of(double hits, double of, double confidence) {
        return of == 0
                ? new Rate(0, 0, Optional.empty())
                : new Rate(
                        (long) hits, (long) of, Optional.of(new Proportion((long) hits, (long) of).wilson(confidence)));
    }

    /** The share, if there are rows. */
    public OptionalDouble value() {
        return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / of);
    }

    /** As JSON-like values: {@code {"hits":..., "of":..., "value":..., "low":..., "high":...}}. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hits", hits);
        json.put("of", of);
        value().ifPresent(value -> json.put("value", value));
        interval.ifPresent(own -> {
            json.put("low", own.low());
            json.put("high", own.high());
        });
        return json;
    }
}
