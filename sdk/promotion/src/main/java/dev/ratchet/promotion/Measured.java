/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a rule. NaN where a rule has no such number.
 *
 * @param test how they were found: {@code paired-t}, {@code sign-flip}, {@code mcnemar-exact}, {@code mcnemar-mid-p},
 *     {@code tango-score}, {@code delong}, {@code bca-bootstrap}, {@code interval}, {@code estimate}, ...
 * @param rows how many rows count
 * @param champion the champion's value
 * @param candidate the candidate's value
 * @param estimate what is judged: the improvement, positive where the candidate is better, or the candidate's value
 * @param low the lower bound, one-sided at the policy's confidence
 * @param high the upper bound, one-sided
 * @param statistic the test's statistic against the limit
 * @param p the probability of such an estimate if what is to be shown were not so
 * @param limit what the estimate is held against: a margin, or the limit of a threshold
 */
public record Measured(
        String test,
        long rows,
        double champion,
        double candidate,
        double estimate,
        double low,
        double high,
        double statistic,
        double p,
        double limit) {

    /** As JSON-like values; numbers that are not finite are left out. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("test", test);
        json.put("rows", rows);
        put(json, "champion", champion);
        put(json, "candidate", candidate);
        put(json, "estimate", estimate);
        put(json, "low", low);
        put(json, "high", high);
        put(json, "statistic", statistic);
        put(json, "p", p);
        put(json, "limit", limit);
        return json;
    }

    private static void put(Map<String, Object> json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        }
    }
}
