/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much higher a figure of some rows is than that of other rows.
 *
 * @param value the difference
 * @param interval what it may be
 * @param pHigher the probability of a difference at least as high between figures that are equal
 * @param pLower the probability of a difference at least as low between figures that are equal
 * @param method how interval and probabilities were found
 */
public record Contrast(double value, Interval interval, double pHigher, double pLower, String method) {

    /** As JSON-like values: {@code {"value":..., "low":..., "high":..., "method":...}}. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", value);
        json.put("low", interval.low());
        json.put("high", interval.high());
        json.put("method", method);
        return json;
    }
}
