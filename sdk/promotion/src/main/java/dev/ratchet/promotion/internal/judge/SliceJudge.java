/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.internal.compare.Difference;
import dev.ratchet.promotion.internal.compare.MetricPair;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.SliceRule.Demand;
import dev.ratchet.promotion.rule.SliceRule.Small;
import dev.ratchet.promotion.statistics.Adjustment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges rules for slices. To pass, all have to pass, which needs no correction. To be rejected, one being worse is enough:
 * an any-of question, so it is corrected by Holm for all slices that are large enough.
 */
final class SliceJudge {

    private final Level level;
    private final Comparer comparer;
    private final Groups groups;

    SliceJudge(Level level, Comparer comparer, Groups groups) {
        this.level = level;
        this.comparer = comparer;
        this.groups = groups;
    }

    RuleResult judge(SliceRule rule) {
        Map<String, int[]> slices;
        MetricPair pair;
        try {
            slices = groups.by(rule.columns());
            pair = comparer.pair(rule.metric());
        } catch (UndefinedMetricException e) {
            return RuleResult.of(rule.title(), Verdict.HOLD, "not shown: " + e.getMessage());
        }
        List<RuleResult> parts = new ArrayList<>();
        Map<Integer, Double> pWorse = new LinkedHashMap<>();
        slices.forEach((name, rows) -> {
            if (rows.length < rule.minimumRows()) {
                parts.add(small(rule, name, rows.length));
                return;
            }
            try {
                Difference found = pair.on(rows);
                pWorse.put(parts.size(), found.pLess(-rule.margin().of(found.champion())));
                parts.add(new Differences(level)
                        .judge(name, Differences.Direction.NO_WORSE_BY, rule.margin(), () -> found));
            } catch (UndefinedMetricException e) {
                parts.add(RuleResult.of(name, Verdict.HOLD, "not shown: " + e.getMessage()));
            }
        });
        return together(rule, corrected(rule, parts, pWorse));
    }

    private static RuleResult small(SliceRule rule, String name, int rows) {
        return rule.small() == Small.HOLD
                ? new RuleResult(
                        name,
                        Verdict.HOLD,
                        rows + " rows, and " + rule.minimumRows() + " are the minimum: nothing is known of this slice",
                        Optional.empty(),
                        OptionalLong.empty(),
                        List.of())
                : RuleResult.of(
                        name, Verdict.PROMOTE, rows + " rows, too few to be judged; listed because the policy says so");
    }

    private List<RuleResult> corrected(SliceRule rule, List<RuleResult> parts, Map<Integer, Double> pWorse) {
        if (pWorse.isEmpty()) {
            return parts;
        }
        double[] adjusted = Adjustment.HOLM.adjust(
                pWorse.values().stream().mapToDouble(Double::doubleValue).toArray());
        List<RuleResult> all = new ArrayList<>(parts);
        int next = 0;
        for (int part : pWorse.keySet()) {
            double p = adjusted[next++];
            RuleResult before = parts.get(part);
            String corrected = "p of being worse by more than " + rule.margin().text() + " is " + Words.number(p)
                    + " after Holm for " + pWorse.size() + " slices";
            if (p <= level.alpha()) {
                all.set(part, before.with(Verdict.REJECT, "shown to be worse: " + corrected));
            } else if (rule.demand() == Demand.NOT_SHOWN_WORSE) {
                all.set(part, before.with(Verdict.PROMOTE, "not shown to be worse: " + corrected));
            } else if (before.verdict() == Verdict.REJECT) {
                all.set(part, before.with(Verdict.HOLD, "may be worse: " + corrected));
            }
        }
        return all;
    }

    private static RuleResult together(SliceRule rule, List<RuleResult> parts) {
        Verdict verdict = Verdict.of(parts.stream().map(RuleResult::verdict).toList(), Verdict.PROMOTE);
        List<String> open = parts.stream()
                .filter(part -> part.verdict() == verdict)
                .map(RuleResult::rule)
                .toList();
        String reason = switch (verdict) {
            case PROMOTE ->
                rule.demand() == Demand.NO_WORSE
                        ? "shown for all " + parts.size() + " slices"
                        : "none of " + parts.size() + " slices is shown to be worse";
            case HOLD -> "not shown for " + open.size() + " of " + parts.size() + " slices: " + String.join("; ", open);
            case REJECT -> "worse in " + open.size() + " of " + parts.size() + " slices: " + String.join("; ", open);
        };
        OptionalLong needed = parts.stream()
                .filter(part -> part.verdict() == Verdict.HOLD)
                .map(RuleResult::rowsNeeded)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
        // What a slice needs is not what the whole needs: it stays with the slice.
        return new RuleResult(
                rule.title(),
                verdict,
                reason
                        + (needed.isPresent()
                                ? "; the largest of them needs about " + needed.getAsLong() + " rows"
                                : ""),
                Optional.empty(),
                OptionalLong.empty(),
                parts);
    }
}
