/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.internal.json.CanonicalJson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What was decided, and by what. Immutable.
 *
 * @param policy the rules
 * @param verdict of all rules together
 * @param rows how many rows were compared
 * @param rules each rule's result, the primary one last
 * @param championPredictions the digest of what the champion predicted; empty without a champion
 * @param candidatePredictions the digest of what the candidate predicted
 * @param facts what was known beside, as JSON-like values: of both models, the rows, tags and approvals
 * @param usesBefore for how many other candidates the rows were used; empty when nobody counted
 */
public record PromotionDecision(
        PromotionPolicy policy,
        Verdict verdict,
        int rows,
        List<RuleResult> rules,
        Optional<String> championPredictions,
        String candidatePredictions,
        Map<String, Object> facts,
        OptionalInt usesBefore) {

    private static final int FORMAT = 1;

    /** Copies the lists. */
    public PromotionDecision {
        rules = List.copyOf(rules);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** About how many rows would decide the rules that hold, if what was observed is real; empty when rows do not help. */
    public OptionalLong rowsNeeded() {
        return verdict != Verdict.HOLD
                ? OptionalLong.empty()
                : rules.stream()
                        .filter(rule -> rule.verdict() == Verdict.HOLD)
                        .map(RuleResult::rowsNeeded)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .max();
    }

    /**
     * How often equal models would be promoted at least once by as many decisions on these rows as were made, this one
     * included; empty when nobody counted.
     */
    public Optional<Double> falsePromotions() {
        return usesBefore.isEmpty()
                ? Optional.empty()
                : Optional.of(-Math.expm1((usesBefore.getAsInt() + 1) * Math.log1p(-policy.alpha())));
    }

    /** As JSON-like values. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ratchet", FORMAT);
        json.put("library", library());
        json.put("model", policy.model());
        json.put("verdict", verdict.name());
        json.put("rows", rows);
        rowsNeeded().ifPresent(needed -> json.put("rowsNeeded", needed));
        json.put("confidence", policy.confidence());
        json.put("alpha", policy.alpha());
        json.put("resamples", policy.resamples());
        json.put("seed", policy.seed());
        json.put("rules", rules.stream().map(RuleResult::toJsonValue).toList());
        json.put("policy", policy.toJsonValue());
        json.put("policyDigest", policy.digest());
        Map<String, Object> predictions = new LinkedHashMap<>();
        championPredictions.ifPresent(digest -> predictions.put("champion", digest));
        predictions.put("candidate", candidatePredictions);
        json.put("predictions", predictions);
        json.put("facts", facts);
        json.put("testSet", testSet());
        return json;
    }

    private Map<String, Object> testSet() {
        Map<String, Object> json = new LinkedHashMap<>();
        usesBefore.ifPresent(before -> json.put("usesBefore", before));
        falsePromotions().ifPresent(share -> json.put("falsePromotions", share));
        policy.testSetUses().ifPresent(allowed -> json.put("uses", allowed));
        return json;
    }

    private static String library() {
        String version = PromotionDecision.class.getPackage().getImplementationVersion();
        return "ratchet " + (version == null ? "without version" : version);
    }

    /** Canonical JSON (RFC 8785). */
    public String toJson() {
        return CanonicalJson.write(toJsonValue());
    }

    /** SHA-256 of {@link #toJson} in hexadecimal. */
    public String digest() {
        return CanonicalJson.sha256(toJson());
    }

    /** The decision for people: the verdict, then each rule with its reason. */
    public String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict + ": " + policy.model() + ", " + rows + " rows"
                + (rowsNeeded().isPresent() ? ", about " + rowsNeeded().getAsLong() + " needed" : ""));
        for (RuleResult rule : rules) {
            lines.add("  " + rule.verdict() + "  " + rule.rule() + ": " + rule.reason());
            rule.parts().stream()
                    .filter(part -> part.verdict() != Verdict.PROMOTE)
                    .forEach(part -> lines.add("    " + part.verdict() + "  " + part.rule() + ": " + part.reason()));
        }
        lines.add(
                falsePromotions().isPresent()
                        ? "  test set: used for " + usesBefore.orElse(0) + " decisions before; equal models would be"
                                + " promoted at least once in "
                                + Math.round(1000 * falsePromotions().get()) / 10.0 + " % of such series"
                        : "  test set: nobody counted how often it was used");
        return String.join("\n", lines);
    }
}
