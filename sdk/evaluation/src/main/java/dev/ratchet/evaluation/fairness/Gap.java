/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import dev.ratchet.evaluation.metric.Interval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far groups differ. Immutable.
 *
 * @param criterion what is compared
 * @param value the difference or the ratio; empty when a group has no rate
 * @param interval what it may be for other rows of the same kind; a difference of 0, or a ratio of 1, lies in it when the rows
 *     do not show that groups differ
 * @param method how the interval was found, or why there is no value
 */
public record Gap(Criterion criterion, OptionalDouble value, Optional<Interval> interval, String method) {

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        value.ifPresent(number -> json.put("value", number));
        interval.ifPresent(own -> {
            json.put("low", own.low());
            json.put("high", own.high());
        });
        json.put(value.isPresent() ? "interval" : "undefined", method);
        return json;
    }
}
