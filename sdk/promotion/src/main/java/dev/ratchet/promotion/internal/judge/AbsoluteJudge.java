/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.promotion.Measured;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.internal.compare.MetricPair;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Threshold;
import dev.ratchet.promotion.rule.Threshold.Side;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges the candidate's own values against limits. The limit itself is allowed. */
final class AbsoluteJudge {

    private final Level level;
    private final Comparer comparer;
    private final Predictions candidate;

    AbsoluteJudge(Level level, Comparer comparer, Predictions candidate) {
        this.level = level;
        this.comparer = comparer;
        this.candidate = candidate;
    }

    RuleResult judge(Threshold rule) {
        try {
            Metric metric = comparer.metric(rule.metric());
            requireSense(rule, metric);
            double value = metric.value(candidate);
            Interval bounds = rule.judgedBy() == JudgedBy.ESTIMATE
                    ? new Interval(value, value)
                    : MetricPair.interval(metric, candidate, level.confidence(), comparer.drawing());
            return judge(rule.title(), rule.side(), rule.limit(), candidate.rowCount(), value, bounds, rule.judgedBy());
        } catch (UndefinedMetricException e) {
            return RuleResult.of(rule.title(), Verdict.HOLD, "not shown: " + e.getMessage());
        }
    }

    private static void requireSense(Threshold rule, Metric metric) {
        if ((metric.direction() == Direction.HIGHER_IS_BETTER) != (rule.side() == Side.AT_LEAST)) {
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    rule.metric() + " is better the "
                            + (metric.direction() == Direction.HIGHER_IS_BETTER
                                    ? "higher: use at-least."
                                    : "lower: use" + " at-most."));
        }
    }

    /** A value with its bounds against a limit; an estimate is its own bound. */
    static RuleResult judge(
            String title, Side side, double limit, long rows, double value, Interval bounds, JudgedBy judgedBy) {
        boolean least = side == Side.AT_LEAST;
        Verdict verdict = least
                ? (bounds.low() >= limit ? Verdict.PROMOTE : bounds.high() < limit ? Verdict.REJECT : Verdict.HOLD)
                : (bounds.high() <= limit ? Verdict.PROMOTE : bounds.low() > limit ? Verdict.REJECT : Verdict.HOLD);
        Measured measured = new Measured(
                judgedBy == JudgedBy.ESTIMATE ? "estimate" : "interval",
                rows,
                Double.NaN,
                value,
                value,
                bounds.low(),
                bounds.high(),
                Double.NaN,
                Double.NaN,
                limit);
        double worst = least ? bounds.low() : bounds.high();
        double best = least ? bounds.high() : bounds.low();
        String shown = Words.number(limit) + (least ? " or more" : " or less");
        String reason = switch (verdict) {
            case PROMOTE ->
                judgedBy == JudgedBy.ESTIMATE
                        ? "the estimate " + Words.number(value) + " is " + shown + "; what it may be was not judged"
                        : "shown to be " + shown + ": " + Words.number(worst) + " at worst";
            case REJECT ->
                (judgedBy == JudgedBy.ESTIMATE ? "the estimate is " : "shown not to be " + shown + ": at best ")
                        + Words.number(best);
            case HOLD ->
                Words.number(value) + " may as well be " + Words.number(worst) + ", and " + shown + " is to be shown";
        };
        return new RuleResult(title, verdict, reason, Optional.of(measured), OptionalLong.empty(), List.of());
    }
}
