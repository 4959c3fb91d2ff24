/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a rule. Immutable.
 *
 * @param rule the rule's title
 * @param verdict PROMOTE when it is kept, REJECT when it is shown to be broken, else HOLD
 * @param reason the same in words
 * @param measured its numbers, where it has any
 * @param rowsNeeded about how many rows would decide it, where more rows would
 * @param parts slices or benefits
 */
public record RuleResult(
        String rule,
        Verdict verdict,
        String reason,
        Optional<Measured> measured,
        OptionalLong rowsNeeded,
        List<RuleResult> parts) {

    /** Copies the parts. */
    public RuleResult {
        parts = List.copyOf(parts);
    }

    /** A result without numbers. */
    public static RuleResult of(String rule, Verdict verdict, String reason) {
        return new RuleResult(rule, verdict, reason, Optional.empty(), OptionalLong.empty(), List.of());
    }

    /** The same under another verdict and reason. */
    public RuleResult with(Verdict other, String why) {
        return new RuleResult(rule, other, why, measured, rowsNeeded, parts);
    }

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule);
        json.put("verdict", verdict.name());
        measured.ifPresent(numbers -> json.putAll(numbers.toJsonValue()));
        rowsNeeded.ifPresent(rows -> json.put("rowsNeeded", rows));
        json.put("reason", reason);
        if (!parts.isEmpty()) {
            json.put("parts", parts.stream().map(RuleResult::toJsonValue).toList());
        }
        return json;
    }
}
