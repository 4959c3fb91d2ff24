/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.compare;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Comparison;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.metric.CompensatedSum;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import dev.ratchet.promotion.statistics.PairedOutcomes;
import dev.ratchet.promotion.statistics.PairedT;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One metric of two models on the same rows. What each row gives is computed once and used for all slices. The test follows
 * from the metric; where rows have weights or belong together, rows are drawn.
 */
public final class MetricPair {

    private final int rows;
    private final Source source;

    private MetricPair(int rows, Source source) {
        this.rows = rows;
        this.source = source;
    }

    /** What each row gives, from which the difference on any rows is made. */
    private interface Source {
        Difference on(int[] rows);
    }

    /**
     * Computes what each row gives.
     *
     * @throws UndefinedMetricException if a row has no value
     */
    public static MetricPair of(Metric metric, Predictions champion, Predictions candidate, Drawing drawing) {
        return new MetricPair(champion.rowCount(), source(metric, champion, candidate, drawing));
    }

    /** The improvement on all rows. */
    public Difference onAll() {
        return source.on(IntStream.range(0, rows).toArray());
    }

    /** The improvement on some rows, each of which is there once. */
    public Difference on(int[] some) {
        return source.on(some);
    }

    /** One model's value with its interval. */
    public static Interval interval(Metric metric, Predictions rows, double confidence, Drawing drawing) {
        boolean independent =
                drawing.groups().isEmpty() && rows.rows().weights().isEmpty();
        Optional<Interval> formula = independent ? metric.interval(rows, confidence) : Optional.empty();
        if (formula.isPresent()) {
            return formula.get();
        }
        Optional<double[]> losses = independent ? metric.losses(rows) : Optional.empty();
        if (losses.isPresent()) {
            return PairedT.of(losses.get()).interval(confidence);
        }
        return RowDraws.of(metric, rows, drawing).interval(confidence);
    }

    private static Source source(Metric metric, Predictions champion, Predictions candidate, Drawing drawing) {
        if (drawing.groups().isEmpty() && champion.rows().weights().isEmpty()) {
            Optional<double[]> losses = metric.losses(champion);
            if (losses.isPresent()) {
                return means(metric, losses.get(), metric.losses(candidate).orElseThrow(), drawing);
            }
            Optional<int[]> hits = metric.hits(champion);
            if (hits.isPresent()) {
                return shares(hits.get(), metric.hits(candidate).orElseThrow());
            }
            if (metric.comparison() == Comparison.DE_LONG
                    && champion instanceof BinaryPredictions own
                    && candidate instanceof BinaryPredictions others) {
                return aucs(own.labels(), own.scores(), others.scores());
            }
            if (champion instanceof RankingPredictions own && candidate instanceof RankingPredictions others) {
                return rows -> QueryMeans.of(metric, own, others, rows, drawing);
            }
        }
        return rows -> {
            Predictions own = isAll(rows, champion) ? champion : champion.select(rows);
            Predictions others = isAll(rows, candidate) ? candidate : candidate.select(rows);
            return new DrawnDifference(
                    rows.length,
                    metric.value(own),
                    metric.value(others),
                    RowDraws.of(metric, own, others, drawing.select(rows)));
        };
    }

    private static boolean isAll(int[] rows, Predictions of) {
        return rows.length == of.rowCount();
    }

    private static Source means(Metric metric, double[] champion, double[] candidate, Drawing drawing) {
        double[] differences = new double[champion.length];
        for (int row = 0; row < differences.length; row++) {
            differences[row] = metric.direction().improvement(candidate[row], champion[row]);
        }
        return rows -> {
            PairedT t = PairedT.of(differences, rows);
            double ofChampion = mean(champion, rows);
            double[] few = rows.length >= MeanDifference.MANY ? new double[0] : picked(differences, rows);
            double ofCandidate = mean(candidate, rows);
            return new MeanDifference(ofChampion, ofCandidate, few, t, drawing.draws(), drawing.seed());
        };
    }

    private static double mean(double[] values, int[] rows) {
        CompensatedSum sum = new CompensatedSum();
        for (int row : rows) {
            sum.add(values[row]);
        }
        return sum.value() / rows.length;
    }

    private static Source shares(int[] champion, int[] candidate) {
        return rows -> {
            long[] counts = new long[4];
            for (int row : rows) {
                if (champion[row] >= 0) {
                    counts[2 * champion[row] + candidate[row]]++;
                }
            }
            if (Arrays.stream(counts).sum() == 0) {
                throw new UndefinedMetricException(
                        Reason.ONE_CLASS,
                        "None of the " + rows.length + " rows is of the class that the metric is of.");
            }
            return new ShareDifference(new PairedOutcomes(counts[3], counts[2], counts[1], counts[0]));
        };
    }

    private static Source aucs(int[] labels, double[] champion, double[] candidate) {
        return rows -> AucDifference.of(
                Arrays.stream(rows).map(row -> labels[row]).toArray(), picked(champion, rows), picked(candidate, rows));
    }

    private static double[] picked(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}
