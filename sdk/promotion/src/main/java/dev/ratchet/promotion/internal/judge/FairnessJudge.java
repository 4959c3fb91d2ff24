/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.GroupRates;
import dev.ratchet.evaluation.metric.GroupSelections;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Proportion;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.FairnessGap.Measure;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Threshold.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges gaps between groups. That no pair of groups differs by more is shown pair by pair, without correction; that one does
 * is an any-of question, and corrected for all pairs.
 */
final class FairnessJudge {

    private final Level level;
    private final Predictions candidate;

    FairnessJudge(Level level, Predictions candidate) {
        this.level = level;
        this.candidate = candidate;
    }

    RuleResult judge(FairnessGap rule) {
        try {
            List<List<Proportion>> rates = rates(rule);
            double gap = rates.stream().mapToDouble(FairnessJudge::gap).max().orElseThrow();
            Interval bounds = rule.judgedBy() == JudgedBy.ESTIMATE ? new Interval(gap, gap) : bounds(rates);
            return AbsoluteJudge.judge(
                    rule.title(), Side.AT_MOST, rule.atMost(), candidate.rowCount(), gap, bounds, rule.judgedBy());
        } catch (UndefinedMetricException e) {
            return RuleResult.of(rule.title(), Verdict.HOLD, "not shown: " + e.getMessage());
        }
    }

    /** The rates of all groups; of equalized odds for positive and for negative rows. */
    private List<List<Proportion>> rates(FairnessGap rule) {
        if (!(candidate instanceof BinaryPredictions rows)) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT, "gaps of rates are defined for predictions of two classes.");
        }
        List<String> column = rows.rows().columns().get(rule.column());
        if (column == null) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "there is no column '" + rule.column() + "'; there are "
                            + rows.rows().columns().keySet() + ".");
        }
        String[] groups = column.toArray(String[]::new);
        if (rule.measure() == Measure.DEMOGRAPHIC_PARITY) {
            return List.of(List.copyOf(
                    GroupSelections.of(rows.predicted(), groups).selected().values()));
        }
        GroupRates byLabel = GroupRates.of(rows.labels(), rows.predicted(), groups);
        Set<String> names = byLabel.counts().keySet();
        List<List<Proportion>> all = new ArrayList<>();
        all.add(names.stream().map(byLabel::truePositiveRate).toList());
        if (rule.measure() == Measure.EQUALIZED_ODDS) {
            all.add(names.stream().map(byLabel::falsePositiveRate).toList());
        }
        return all;
    }

    private static double gap(List<Proportion> rates) {
        double highest = rates.stream().mapToDouble(Proportion::value).max().orElseThrow();
        return highest - rates.stream().mapToDouble(Proportion::value).min().orElseThrow();
    }

    private Interval bounds(List<List<Proportion>> rates) {
        int pairs = rates.stream()
                .mapToInt(own -> own.size() * (own.size() - 1) / 2)
                .sum();
        if (pairs == 0) {
            throw new UndefinedMetricException(Reason.TOO_FEW, "there is a single group, and a gap needs two.");
        }
        double low = 0;
        double high = 0;
        for (List<Proportion> own : rates) {
            for (int i = 0; i < own.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Interval sure = own.get(i).minus(own.get(j), level.confidence());
                    high = Math.max(high, Math.max(sure.high(), -sure.low()));
                    Interval corrected = own.get(i).minus(own.get(j), 1 - 2 * level.alpha() / pairs);
                    low = Math.max(low, Math.max(corrected.low(), -corrected.high()));
                }
            }
        }
        return new Interval(low, high);
    }
}
