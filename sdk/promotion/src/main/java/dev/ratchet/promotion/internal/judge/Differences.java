/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.promotion.Measured;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.internal.compare.Difference;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.statistics.SampleSize;
import dev.ratchet.promotion.statistics.SampleSize.Sides;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Judges whether an improvement lies above a limit. */
final class Differences {

    /** What a margin means. */
    enum Direction {
        /** The improvement has to be above it. */
        BETTER_BY,
        /** The improvement has to be above its negative. */
        NO_WORSE_BY
    }

    private final Level level;

    Differences(Level level) {
        this.level = level;
    }

    /** Where the rows say nothing, the rule holds. */
    RuleResult judge(String rule, Direction direction, Margin margin, Supplier<Difference> difference) {
        try {
            Difference found = difference.get();
            double units = margin.of(found.champion());
            return judge(rule, found, direction == Direction.BETTER_BY ? units : -units);
        } catch (UndefinedMetricException e) {
            return RuleResult.of(rule, Verdict.HOLD, "not shown: " + e.getMessage());
        }
    }

    private RuleResult judge(String rule, Difference difference, double limit) {
        Interval bounds = difference.interval(level.confidence());
        double p = difference.pGreater(limit);
        Verdict verdict = Verdict.above(limit, bounds.low(), bounds.high());
        if (verdict == Verdict.PROMOTE && !(p < level.alpha())) {
            // The test and the bound are made differently for few rows; both have to agree.
            verdict = Verdict.HOLD;
        }
        Measured measured = new Measured(
                difference.test(limit),
                difference.rows(),
                difference.champion(),
                difference.candidate(),
                difference.estimate(),
                bounds.low(),
                bounds.high(),
                difference.statistic(limit),
                p,
                limit + 0.0);
        OptionalLong needed = verdict == Verdict.HOLD ? rowsNeeded(difference, limit) : OptionalLong.empty();
        return new RuleResult(
                rule, verdict, reason(verdict, measured, needed), Optional.of(measured), needed, List.of());
    }

    /** If the observed improvement is the true one. */
    private OptionalLong rowsNeeded(Difference difference, double limit) {
        double deviation = difference.standardError() * Math.sqrt(difference.rows());
        double beyond = difference.estimate() - limit;
        if (!(beyond > 0) || !(deviation > 0)) {
            return OptionalLong.empty();
        }
        double rows = new SampleSize(level.alpha(), Sides.ONE, level.power()).rows(deviation, beyond);
        return OptionalLong.of(Math.max(difference.rows() + 1L, (long) Math.ceil(rows)));
    }

    private static String reason(Verdict verdict, Measured measured, OptionalLong needed) {
        String limit = Words.number(measured.limit());
        String what = measured.limit() < 0 ? "loss" : "improvement";
        String size = Words.number(Math.abs(measured.limit()));
        return switch (verdict) {
            case PROMOTE -> "shown: the improvement is at least " + Words.number(measured.low()) + ", above " + limit;
            case REJECT -> "the improvement is at most " + Words.number(measured.high()) + ", below " + limit;
            case HOLD ->
                "the " + what + " may be " + size + ": " + measured.rows() + " rows"
                        + (needed.isPresent()
                                ? ", about " + needed.getAsLong() + " needed if the observed difference is real"
                                : "; the observed improvement is " + Words.number(measured.estimate())
                                        + ", and if that is real no number of rows shows more");
        };
    }
}
