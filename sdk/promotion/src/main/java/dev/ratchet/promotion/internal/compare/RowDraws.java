/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.promotion.statistics.PairedBootstrap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Computes metrics on drawn rows. Rows that are alike (same label, same predicted classes) are counted and computed as one
 * with a weight, where the metric is the same then; that makes metrics of counts as fast as drawing itself.
 */
final class RowDraws {

    private static final double SAME = 1e-12;
    private static final int MOST_KINDS = 256;

    private RowDraws() {}

    /** The improvement of the candidate on the draws. */
    static PairedBootstrap.Distribution of(
            Metric metric, Predictions champion, Predictions candidate, Drawing drawing) {
        ToDoubleFunction<Predictions> value = metric::value;
        Alike alike = Alike.of(metric, champion, candidate);
        ToDoubleFunction<int[]> statistic = alike != null
                ? rows -> {
                    double[] counts = alike.counts(rows);
                    return metric.direction()
                            .improvement(
                                    value.applyAsDouble(alike.second(counts)),
                                    value.applyAsDouble(alike.first(counts)));
                }
                : rows -> metric.direction()
                        .improvement(
                                value.applyAsDouble(candidate.select(rows)),
                                value.applyAsDouble(champion.select(rows)));
        return bootstrap(champion, drawing).distribution(statistic, drawing.draws(), drawing.seed());
    }

    /** One model's value on the draws. */
    static PairedBootstrap.Distribution of(Metric metric, Predictions predictions, Drawing drawing) {
        Alike alike = Alike.of(metric, predictions, predictions);
        ToDoubleFunction<int[]> statistic = alike != null
                ? rows -> metric.value(alike.first(alike.counts(rows)))
                : rows -> metric.value(predictions.select(rows));
        return bootstrap(predictions, drawing).distribution(statistic, drawing.draws(), drawing.seed());
    }

    private static PairedBootstrap bootstrap(Predictions rows, Drawing drawing) {
        if (rows instanceof RankingPredictions) {
            // A query that is drawn twice would become one query of twice the documents.
            throw new UndefinedMetricException(
                    Reason.BAD_ARGUMENT,
                    "rankings are compared query by query: take weights and rows-grouped-by away.");
        }
        int[] groups = drawing.groups().orElse(null);
        if (groups != null) {
            return PairedBootstrap.clustered(groups);
        }
        int[] labels = labels(rows);
        return labels == null ? PairedBootstrap.ofRows(rows.rowCount()) : PairedBootstrap.stratified(labels);
    }

    private static int @Nullable [] labels(Predictions rows) {
        return rows instanceof BinaryPredictions binary
                ? binary.labels()
                : rows instanceof MulticlassPredictions several ? several.labels() : null;
    }

    private static int @Nullable [] predicted(Predictions rows) {
        return rows instanceof BinaryPredictions binary
                ? binary.predicted()
                : rows instanceof MulticlassPredictions several ? several.predicted() : null;
    }

    /** Rows by kind: all of one kind have the same label and the same predictions of both models. */
    private static final class Alike {

        private final int[] kinds;
        private final Predictions firsts;
        private final Predictions seconds;
        private final int size;

        private Alike(int[] kinds, Predictions firsts, Predictions seconds, int size) {
            this.kinds = kinds;
            this.firsts = firsts;
            this.seconds = seconds;
            this.size = size;
        }

        /** Null where the metric needs more than labels and classes. */
        static @Nullable Alike of(Metric metric, Predictions first, Predictions second) {
            int[] labels = labels(first);
            int[] own = predicted(first);
            int[] others = predicted(second);
            if (labels == null
                    || own == null
                    || others == null
                    || first.rows().weights().isPresent()) {
                return null;
            }
            Map<List<Integer>, Integer> numbers = new HashMap<>();
            List<List<Integer>> all = new ArrayList<>();
            int[] kinds = new int[labels.length];
            for (int row = 0; row < kinds.length; row++) {
                List<Integer> kind = List.of(labels[row], own[row], others[row]);
                kinds[row] = numbers.computeIfAbsent(kind, any -> {
                    all.add(kind);
                    return all.size() - 1;
                });
                if (all.size() > MOST_KINDS) {
                    return null;
                }
            }
            Alike alike = new Alike(kinds, ofKinds(first, all, 1), ofKinds(first, all, 2), all.size());
            return alike.serves(metric, first, second) ? alike : null;
        }

        private static Predictions ofKinds(Predictions like, List<List<Integer>> kinds, int model) {
            int[] labels = kinds.stream().mapToInt(kind -> kind.get(0)).toArray();
            int[] predicted = kinds.stream().mapToInt(kind -> kind.get(model)).toArray();
            return like instanceof MulticlassPredictions several
                    ? MulticlassPredictions.ofLabels(several.classes(), labels, predicted)
                    : BinaryPredictions.ofLabels(labels, predicted);
        }

        private boolean serves(Metric metric, Predictions first, Predictions second) {
            int[] rows = new int[kinds.length];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = row;
            }
            double[] counts = counts(rows);
            try {
                return isSame(metric.value(first), metric.value(first(counts)))
                        && isSame(metric.value(second), metric.value(second(counts)));
            } catch (UndefinedMetricException e) {
                return false;
            }
        }

        private static boolean isSame(double one, double other) {
            return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(one));
        }

        double[] counts(int[] rows) {
            double[] counts = new double[size];
            for (int row : rows) {
                counts[kinds[row]]++;
            }
            return counts;
        }

        Predictions first(double[] counts) {
            return firsts.with(RowInfo.none().withWeights(counts));
        }

        Predictions second(double[] counts) {
            return seconds.with(RowInfo.none().withWeights(counts));
        }
    }
}
