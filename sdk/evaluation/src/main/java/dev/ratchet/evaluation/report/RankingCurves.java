/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.metric.Curve;
import dev.ratchet.evaluation.metric.Lift;
import dev.ratchet.evaluation.metric.RankedScores;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.stream.IntStream;

/** The points of curves in the order in which a chart draws them: from left to right. */
final class RankingCurves {

    private static final int STEPS = 100;

    /** The points of a line. */
    record Line(double[] xs, double[] ys) {}

    private final RankedScores ranked;

    /**
     * Curves of ranked rows.
     *
     * @throws UndefinedMetricException if a class has no row, or all rows have the same score
     */
    RankingCurves(RankedScores ranked) {
        this.ranked = ranked;
        Curve curve = ranked.rocCurve();
        if (curve.size() == 2) {
            throw new UndefinedMetricException(
                    Reason.ZERO_VARIANCE,
                    "All rows have the same score " + curve.threshold(1)
                            + ", so they cannot be ranked and there is no curve.");
        }
    }

    double rocAuc() {
        return ranked.rocAuc();
    }

    double averagePrecision() {
        return ranked.averagePrecision();
    }

    double prevalence() {
        return ranked.positives() / (ranked.positives() + ranked.negatives());
    }

    Line roc() {
        Curve curve = ranked.rocCurve();
        return new Line(
                IntStream.range(0, curve.size()).mapToDouble(curve::x).toArray(),
                IntStream.range(0, curve.size()).mapToDouble(curve::y).toArray());
    }

    /** Steps, because precision between two points of recall is that of the higher recall. */
    Line precisionRecall() {
        Curve curve = ranked.precisionRecallCurve();
        int points = curve.size();
        double[] xs = new double[2 * points - 1];
        double[] ys = new double[2 * points - 1];
        xs[0] = curve.x(points - 1);
        ys[0] = curve.y(points - 1);
        for (int i = 1; i < points; i++) {
            int point = points - 1 - i;
            xs[2 * i - 1] = curve.x(point + 1);
            ys[2 * i - 1] = curve.y(point);
            xs[2 * i] = curve.x(point);
            ys[2 * i] = curve.y(point);
        }
        return new Line(xs, ys);
    }

    /** The share of positive rows that is found by the share of rows that is looked at. */
    Line gain() {
        Curve curve = ranked.rocCurve();
        double all = ranked.positives() + ranked.negatives();
        return new Line(
                IntStream.range(0, curve.size())
                        .mapToDouble(i -> (curve.x(i) * ranked.negatives() + curve.y(i) * ranked.positives()) / all)
                        .toArray(),
                IntStream.range(0, curve.size()).mapToDouble(curve::y).toArray());
    }

    Line lift() {
        double all = ranked.positives() + ranked.negatives();
        Lift[] lifts = IntStream.rangeClosed(1, STEPS)
                .mapToObj(step -> ranked.lift((double) step / STEPS))
                .toArray(Lift[]::new);
        // Few rows: several shares are the same number of rows.
        int[] different = IntStream.range(0, STEPS)
                .filter(i -> i == 0 || lifts[i].rows() > lifts[i - 1].rows())
                .toArray();
        return new Line(
                IntStream.of(different).mapToDouble(i -> lifts[i].rows() / all).toArray(),
                IntStream.of(different).mapToDouble(i -> lifts[i].lift()).toArray());
    }
}
