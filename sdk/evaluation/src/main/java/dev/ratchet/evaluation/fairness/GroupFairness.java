/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.fairness;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rates of one group. Immutable.
 *
 * @param name the value of the protected column
 * @param rows how many rows it has
 * @param selection the rows that are predicted positive, among all
 * @param truePositive the rows that are predicted positive, among the positive ones
 * @param falsePositive the rows that are predicted positive, among the negative ones
 * @param accuracy the rows that are told right, among all
 */
public record GroupFairness(
        String name, long rows, Rate selection, Rate truePositive, Rate falsePositive, Rate accuracy) {

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("rows", rows);
        json.put("selection_rate", selection.toJsonValue());
        json.put("true_positive_rate", truePositive.toJsonValue());
        json.put("false_positive_rate", falsePositive.toJsonValue());
        json.put("accuracy", accuracy.toJsonValue());
        return json;
    }
}
