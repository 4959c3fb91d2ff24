/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Guard;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Primary;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Requirement.Approvals;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.rule.Threshold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a policy as the values of its YAML, without what is the default. */
public final class PolicyWriter {

    private PolicyWriter() {}

    /** The policy's keys and values. */
    public static Map<String, Object> write(PromotionPolicy policy) {
        PromotionPolicy plain = PromotionPolicy.builder("any").build();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ratchet", PolicyReader.FORMAT);
        map.put("model", policy.model());
        put(map, "alias", policy.alias().orElse("none"), "champion");
        policy.primary().ifPresent(primary -> map.put("primary", primary(primary)));
        put(map, "guards", policy.guards().stream().map(PolicyWriter::guard).toList(), List.of());
        put(map, "slices", policy.slices().stream().map(PolicyWriter::slice).toList(), List.of());
        Map<String, Object> data = new LinkedHashMap<>();
        policy.label().ifPresent(column -> data.put("label", column));
        policy.key().ifPresent(column -> data.put("key", column));
        requirements(policy.requirements(), data, map);
        put(map, "confidence", policy.confidence(), plain.confidence());
        put(map, "power", policy.power(), plain.power());
        put(map, "first-champion", policy.firstChampion().text(), FirstChampion.REFUSE.text());
        policy.stage().ifPresent(stage -> map.put("stage", stage));
        put(map, "archive", PolicyReader.lower(policy.archive()), PolicyReader.lower(plain.archive()));
        policy.testSetUses().ifPresent(uses -> map.put("test-set", Map.of("uses", uses)));
        policy.rowsGroupedBy().ifPresent(column -> map.put("rows-grouped-by", column));
        Map<String, Object> bootstrap = new LinkedHashMap<>();
        put(bootstrap, "resamples", policy.resamples(), plain.resamples());
        put(bootstrap, "seed", policy.seed(), plain.seed());
        put(map, "bootstrap", bootstrap, Map.of());
        put(map, "predictions", PolicyReader.lower(policy.predictions()), PolicyReader.lower(plain.predictions()));
        return map;
    }

    private static void put(Map<String, Object> map, String key, Object value, Object usual) {
        if (!value.equals(usual)) {
            map.put(key, value);
        }
    }

    private static Map<String, Object> primary(Primary primary) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("metric", primary.metric());
        if (primary instanceof Superior superior) {
            put(map, "improve-by", margin(superior.improveBy()), margin(Margin.NONE));
        } else if (primary instanceof NonInferior nonInferior) {
            map.put("non-inferior-by", margin(nonInferior.nonInferiorBy()));
            map.put(
                    "benefit",
                    nonInferior.benefits().stream()
                            .map(benefit -> benefit instanceof Benefit.Improved improved
                                    ? Map.of("improved", improved.metric())
                                    : benefit.text())
                            .toList());
        }
        return map;
    }

    /** A number, or a share as text. */
    private static Object margin(Margin margin) {
        return margin.kind() == Margin.Kind.ABSOLUTE ? (Object) margin.value() : margin.text();
    }

    private static Map<String, Object> guard(Guard guard) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (guard instanceof NoWorse noWorse) {
            map.put("metric", noWorse.metric());
            map.put("no-worse-by", margin(noWorse.margin()));
        } else if (guard instanceof Threshold threshold) {
            map.put("metric", threshold.metric());
            map.put(threshold.side().text(), threshold.limit());
            judgedBy(map, threshold.judgedBy());
        } else if (guard instanceof Budget budget) {
            map.put("budget", budget.resource().text());
            map.put("at-most", Units.text(budget.atMost(), budget.resource().isLatency() ? "ns" : "B"));
            judgedBy(map, budget.judgedBy());
        } else if (guard instanceof FairnessGap gap) {
            map.put("fairness", gap.measure().text());
            map.put("column", gap.column());
            map.put("at-most", gap.atMost());
            judgedBy(map, gap.judgedBy());
        }
        return map;
    }

    private static void judgedBy(Map<String, Object> map, JudgedBy judgedBy) {
        put(map, "judged-by", PolicyReader.lower(judgedBy), PolicyReader.lower(JudgedBy.BOUND));
    }

    private static Map<String, Object> slice(SliceRule rule) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("columns", rule.columns());
        map.put("metric", rule.metric());
        map.put("no-worse-by", margin(rule.margin()));
        put(map, "minimum-rows", rule.minimumRows(), SliceRule.MINIMUM_ROWS);
        put(map, "demand", rule.demand().text(), SliceRule.Demand.NO_WORSE.text());
        put(map, "small", rule.small().text(), SliceRule.Small.HOLD.text());
        return map;
    }

    private static void requirements(
            List<Requirement> requirements, Map<String, Object> data, Map<String, Object> policy) {
        List<Object> tags = new ArrayList<>();
        for (Requirement requirement : requirements) {
            if (requirement instanceof Requirement.MinimumRows minimum) {
                data.put("minimum-rows", minimum.rows());
            } else if (requirement instanceof Requirement.SealedTestSet) {
                data.put("test-set", "sealed");
            } else if (requirement instanceof Requirement.DeclaredData declared) {
                data.put("digest", declared.digest().toString());
            } else if (requirement instanceof Requirement.SameSchema) {
                data.put("schema", "same");
            } else if (requirement instanceof Requirement.CompatibleSignature) {
                policy.put("signature", "compatible");
            } else if (requirement instanceof Requirement.RequiredTag tag) {
                tags.add(tag.key() + tag.value().map(value -> "=" + value).orElse(""));
            } else if (requirement instanceof Approvals approvals) {
                policy.put("approvals", approvals(approvals));
            }
        }
        put(policy, "data", data, Map.of());
        put(policy, "tags", tags, List.of());
    }

    private static Map<String, Object> approvals(Approvals approvals) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", approvals.count());
        put(map, "from", approvals.from(), List.of());
        approvals.expiry().ifPresent(after -> map.put("expire-after", after.toSeconds() + "s"));
        put(map, "identity", approvals.identity().text(), Identity.AUTHENTICATED.text());
        put(map, "by-author", PolicyReader.lower(approvals.byAuthor()), "refused");
        return map;
    }
}
