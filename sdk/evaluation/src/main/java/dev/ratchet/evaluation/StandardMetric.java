/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.ProbabilityLosses;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A metric made of functions.
 *
 * @param hitsOf which rows count and were told right, if the value is a share of rows
 * @param lossesOf the losses whose mean the value is, if it is one
 * @param formula the value of unweighted rows with an error that a formula gives, if there is one
 * @param leavingOut the value of unweighted rows with an error that is good enough to compare it, if there is a faster way than
 *     to leave out rows
 */
record StandardMetric<P extends Predictions>(
        String name,
        Class<P> kind,
        Direction direction,
        Interval range,
        Comparison comparison,
        ToDoubleFunction<P> valueOf,
        @Nullable Function<P, double[]> lossesOf,
        @Nullable Function<P, int[]> hitsOf,
        @Nullable Function<P, Estimate> formula,
        @Nullable Function<P, Estimate> leavingOut)
        implements Metric {

    static <P extends Predictions> StandardMetric<P> of(
            String name, Class<P> kind, Direction direction, double low, double high, ToDoubleFunction<P> value) {
        return new StandardMetric<>(
                name, kind, direction, new Interval(low, high), Comparison.BOOTSTRAP, value, null, null, null, null);
    }

    static <P extends Predictions> StandardMetric<P> meanOf(String name, Class<P> kind, Function<P, double[]> losses) {
        return new StandardMetric<>(
                name,
                kind,
                Direction.LOWER_IS_BETTER,
                new Interval(0, Double.POSITIVE_INFINITY),
                Comparison.PAIRED_T,
                rows -> ProbabilityLosses.mean(
                                losses.apply(rows), rows.rows().weights().orElse(null))
                        .value(),
                losses,
                null,
                null,
                null);
    }

    StandardMetric<P> comparedBy(Comparison test) {
        return new StandardMetric<>(name, kind, direction, range, test, valueOf, lossesOf, hitsOf, formula, leavingOut);
    }

    /** Compared by McNemar's test of the rows that count. */
    StandardMetric<P> withHits(Function<P, int[]> hits) {
        return new StandardMetric<>(
                name, kind, direction, range, Comparison.MC_NEMAR, valueOf, lossesOf, hits, formula, leavingOut);
    }

    StandardMetric<P> byFormula(Function<P, Estimate> form) {
        return new StandardMetric<>(
                name, kind, direction, range, comparison, valueOf, lossesOf, hitsOf, form, leavingOut);
    }

    StandardMetric<P> byLeavingOut(Function<P, Estimate> form) {
        return new StandardMetric<>(name, kind, direction, range, comparison, valueOf, lossesOf, hitsOf, formula, form);
    }

    @Override
    public double value(Predictions predictions) {
        return valueOf.applyAsDouble(cast(predictions));
    }

    @Override
    public Optional<double[]> losses(Predictions predictions) {
        return Optional.ofNullable(lossesOf).map(losses -> losses.apply(cast(predictions)));
    }

    @Override
    public Optional<int[]> hits(Predictions predictions) {
        return Optional.ofNullable(hitsOf).map(hits -> hits.apply(cast(predictions)));
    }

    @Override
    public Optional<Interval> interval(Predictions predictions, double confidence) {
        if (formula == null || predictions.rows().weights().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(formula.apply(cast(predictions)).interval(confidence).within(range));
    }

    @Override
    public Estimate estimate(Predictions predictions) {
        Function<P, Estimate> direct = formula == null ? leavingOut : formula;
        return direct == null || predictions.rows().weights().isPresent()
                ? Metric.super.estimate(predictions)
                : direct.apply(cast(predictions));
    }

    private P cast(Predictions predictions) {
        if (!kind.isInstance(predictions)) {
            throw new IllegalArgumentException("'" + name + "' is a metric of " + kind.getSimpleName() + ", not of "
                    + predictions.getClass().getSimpleName() + ".");
        }
        return kind.cast(predictions);
    }

    @Override
    public String toString() {
        return name;
    }
}
