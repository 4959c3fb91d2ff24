/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Threshold;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The numbers of a decision under names that chart over decisions. */
final class DecisionFigures {

    private DecisionFigures() {}

    /** By name; some may not be finite. */
    static Map<String, Double> of(PromotionDecision decision) {
        Map<String, Double> figures = new LinkedHashMap<>();
        PromotionPolicy policy = decision.policy();
        policy.primary()
                .ifPresent(rule ->
                        measured(decision, rule.title()).ifPresent(found -> difference(figures, rule.metric(), found)));
        for (Guard guard : policy.guards()) {
            measured(decision, guard.title()).ifPresent(found -> {
                if (guard instanceof NoWorse rule) {
                    difference(figures, rule.metric(), found);
                } else if (guard instanceof Threshold rule) {
                    figures.putIfAbsent("candidate_" + rule.metric(), found.estimate());
                } else if (guard instanceof Budget rule) {
                    figures.putIfAbsent("candidate_" + rule.resource().text(), found.estimate());
                }
            });
        }
        return figures;
    }

    /** The first rule of a metric gives its numbers: the primary one. */
    private static void difference(Map<String, Double> figures, String metric, Measured found) {
        figures.putIfAbsent(metric + "_difference", found.estimate());
        figures.putIfAbsent(metric + "_low", found.low());
        figures.putIfAbsent(metric + "_high", found.high());
        figures.putIfAbsent("champion_" + metric, found.champion());
        figures.putIfAbsent("candidate_" + metric, found.candidate());
    }

    private static Optional<Measured> measured(PromotionDecision decision, String title) {
        return decision.rules().stream()
                .filter(rule -> rule.rule().equals(title))
                .findFirst()
                .flatMap(RuleResult::measured);
    }
}
