/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.metric.Contrast;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.Moments;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The figures of groups of rows, and how they differ from all other rows. Losses are computed once for all groups. */
final class SliceFigures {

    private final Predictions predictions;
    private final Groups groups;
    private final List<Metric> metrics;
    private final double confidence;
    /** Of the metrics that are means of losses. */
    private final Map<Metric, GroupedLosses> losses = new HashMap<>();

    SliceFigures(Predictions predictions, Groups groups, List<Metric> metrics, double confidence) {
        this.predictions = predictions;
        this.groups = groups;
        this.metrics = metrics;
        this.confidence = confidence;
        metrics.forEach(metric -> losses(metric).ifPresent(own -> losses.put(metric, grouped(own))));
    }

    /** None also where a row has no loss: slices of other rows may have a value, and the others say why they have none. */
    private Optional<double[]> losses(Metric metric) {
        try {
            return metric.losses(predictions);
        } catch (UndefinedMetricException e) {
            return Optional.empty();
        }
    }

    private GroupedLosses grouped(double[] ofRows) {
        return GroupedLosses.of(Moments.ofGroups(
                groups.ofRow(),
                groups.counts().length,
                ofRows,
                predictions.rows().weights().orElse(null)));
    }

    Slice slice(int group, String name) {
        Lazy inside = new Lazy(group, true);
        List<Figure> figures = new ArrayList<>();
        metrics.forEach(metric -> figures.add(figure(metric, group, inside)));
        Optional<Contrast> toRest = Optional.empty();
        String note = "";
        Metric primary = metrics.get(0);
        try {
            toRest = Optional.of(estimate(primary, group, inside).minus(rest(primary, group), confidence));
        } catch (UndefinedMetricException e) {
            note = String.valueOf(e.getMessage());
        }
        int rows = groups.counts()[group];
        return new Slice(
                name,
                rows,
                (double) rows / predictions.rowCount(),
                figures,
                toRest,
                pWorse(toRest, primary.direction()),
                note);
    }

    static OptionalDouble pWorse(Optional<Contrast> toRest, Direction direction) {
        return toRest.map(contrast -> OptionalDouble.of(
                        direction == Direction.LOWER_IS_BETTER ? contrast.pHigher() : contrast.pLower()))
                .orElse(OptionalDouble.empty());
    }

    private Estimate estimate(Metric metric, int group, Lazy inside) {
        GroupedLosses own = losses.get(metric);
        return own == null ? metric.estimate(inside.rows()) : own.of(group).estimate();
    }

    private Estimate rest(Metric metric, int group) {
        GroupedLosses own = losses.get(metric);
        return own == null
                ? metric.estimate(new Lazy(group, false).rows())
                : own.rest(group).estimate();
    }

    private Figure figure(Metric metric, int group, Lazy inside) {
        GroupedLosses own = losses.get(metric);
        double value;
        try {
            value = own == null
                    ? metric.value(inside.rows())
                    : own.of(group).requireRows().mean();
        } catch (UndefinedMetricException e) {
            return new Figure.Undefined(metric, e.reason(), String.valueOf(e.getMessage()));
        }
        try {
            Optional<Interval> formula = own == null ? metric.interval(inside.rows(), confidence) : Optional.empty();
            if (formula.isPresent()) {
                return new Figure.Defined(metric, value, formula, "formula");
            }
            Interval limits =
                    estimate(metric, group, inside).interval(confidence).within(metric.range());
            return new Figure.Defined(
                    metric, value, Optional.of(limits), own == null ? "leaving rows out" : "t of the rows' losses");
        } catch (UndefinedMetricException e) {
            return new Figure.Defined(metric, value, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** The rows of a group or its rest, selected when they are first needed. */
    private final class Lazy {

        private final int group;
        private final boolean inside;
        private @Nullable Predictions rows;

        Lazy(int group, boolean inside) {
            this.group = group;
            this.inside = inside;
        }

        Predictions rows() {
            Predictions known = rows;
            if (known == null) {
                known = predictions.select(groups.rows(group, inside));
                rows = known;
            }
            return known;
        }
    }

    /**
     * Moments of the losses of each group, and of all others: the groups before it and behind it, merged.
     *
     * @param before of the groups before each one
     * @param behind of the groups behind each one
     */
    private record GroupedLosses(Moments[] groups, Moments[] before, Moments[] behind) {

        static GroupedLosses of(Moments[] groups) {
            int n = groups.length;
            Moments[] before = new Moments[n];
            Moments[] behind = new Moments[n];
            Arrays.fill(before, Moments.NONE);
            Arrays.fill(behind, Moments.NONE);
            for (int i = 1; i < n; i++) {
                before[i] = before[i - 1].plus(groups[i - 1]);
                behind[n - 1 - i] = behind[n - i].plus(groups[n - i]);
            }
            return new GroupedLosses(groups, before, behind);
        }

        Moments of(int group) {
            return groups[group];
        }

        Moments rest(int group) {
            return before[group].plus(behind[group]);
        }
    }
}
