/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.promotion.ModelFacts;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.Budget.Resource;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Threshold.Side;
import org.apache.commons.statistics.distribution.BinomialDistribution;

import java.util.Arrays;
import java.util.OptionalLong;

/** Judges what the candidate costs. */
final class BudgetJudge {

    /** Below, the slowest calls have not been seen. */
    static final int CALLS = 1000;

    private final Level level;
    private final ModelFacts facts;

    BudgetJudge(Level level, ModelFacts facts) {
        this.level = level;
        this.facts = facts;
    }

    RuleResult judge(Budget rule) {
        if (rule.resource().isLatency()) {
            return latency(rule);
        }
        OptionalLong bytes = rule.resource() == Resource.SIZE ? facts.size() : facts.memory();
        if (bytes.isEmpty()) {
            return hold(rule, "the candidate's " + rule.resource().text() + " is not known");
        }
        double value = bytes.getAsLong();
        return AbsoluteJudge.judge(
                rule.title(), Side.AT_MOST, rule.atMost(), 1, value, new Interval(value, value), JudgedBy.ESTIMATE);
    }

    private RuleResult latency(Budget rule) {
        long[] sorted = facts.latencies().orElse(new long[0]);
        if (sorted.length < CALLS) {
            return hold(rule, sorted.length + " calls were timed, and " + CALLS + " are the minimum");
        }
        Arrays.sort(sorted);
        int n = sorted.length;
        double share = rule.resource().quantile();
        double value = sorted[(int) Math.ceil(n * share) - 1];
        if (rule.judgedBy() == JudgedBy.ESTIMATE) {
            return AbsoluteJudge.judge(
                    rule.title(), Side.AT_MOST, rule.atMost(), n, value, new Interval(value, value), JudgedBy.ESTIMATE);
        }
        // The calls below the quantile are binomial, so the bounds are timed values whatever their distribution.
        BinomialDistribution below = BinomialDistribution.of(n, share);
        int high = below.inverseCumulativeProbability(1 - level.alpha()) + 1;
        int low = below.inverseCumulativeProbability(level.alpha());
        if (high > n) {
            return hold(rule, n + " calls do not bound it at this confidence: time more");
        }
        Interval bounds = new Interval(low < 1 ? 0 : sorted[low - 1], sorted[high - 1]);
        return AbsoluteJudge.judge(rule.title(), Side.AT_MOST, rule.atMost(), n, value, bounds, JudgedBy.BOUND);
    }

    private static RuleResult hold(Budget rule, String reason) {
        return RuleResult.of(rule.title(), Verdict.HOLD, "not shown: " + reason);
    }
}
