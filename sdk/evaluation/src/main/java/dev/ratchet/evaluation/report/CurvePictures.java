/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.chart.XyChart;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.metric.Calibration;
import dev.ratchet.evaluation.metric.Calibration.Binning;
import dev.ratchet.evaluation.metric.RankedScores;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The pictures of two classes that are made of scores. */
final class CurvePictures {

    static final String ROC = "roc_curve_plot";
    static final String PRECISION_RECALL = "precision_recall_curve_plot";
    static final String CALIBRATION = "calibration_curve_plot";
    static final String LIFT = "lift_curve_plot";
    static final String GAIN = "gain_curve_plot";

    private static final int BINS = 10;

    private CurvePictures() {}

    static List<Picture> of(BinaryPredictions rows) {
        String positive = rows.classes().get(1);
        Shared curves = new Shared(rows);
        return List.of(
                curves.draw(ROC, "ROC curve", own -> roc(own, positive)),
                curves.draw(PRECISION_RECALL, "Precision and recall", own -> precisionRecall(own, positive)),
                Picture.draw(CALIBRATION, "Calibration", () -> calibration(rows)),
                curves.draw(LIFT, "Lift", own -> lift(own, positive)),
                curves.draw(GAIN, "Gain", own -> gain(own, positive)));
    }

    /** Rows are ranked once for all curves. */
    private static final class Shared {

        private final Function<Function<RankingCurves, Picture>, Picture> use;

        Shared(BinaryPredictions rows) {
            RankingCurves[] made = new RankingCurves[1];
            this.use = drawing -> {
                if (made[0] == null) {
                    made[0] = new RankingCurves(RankedScores.of(
                            rows.labels(), rows.scores(), rows.rows().weights().orElse(null)));
                }
                return drawing.apply(made[0]);
            };
        }

        Picture draw(String name, String title, Function<RankingCurves, Picture> drawing) {
            return Picture.draw(name, title, () -> use.apply(drawing));
        }
    }

    private static Picture roc(RankingCurves curves, String positive) {
        RankingCurves.Line line = curves.roc();
        String svg = square("ROC curve", "false positive rate", "true positive rate")
                .line(positive, line.xs(), line.ys())
                .reference("chance", 0, 0, 1, 1)
                .build()
                .toSvg();
        return new Picture(ROC, "ROC curve", svg, "Area below the curve: " + Words.number(curves.rocAuc()) + ".");
    }

    private static Picture precisionRecall(RankingCurves curves, String positive) {
        RankingCurves.Line line = curves.precisionRecall();
        double prevalence = curves.prevalence();
        String svg = square("Precision and recall", "recall", "precision")
                .line(positive, line.xs(), line.ys())
                .reference("all predicted " + positive, 0, prevalence, 1, prevalence)
                .build()
                .toSvg();
        return new Picture(
                PRECISION_RECALL,
                "Precision and recall",
                svg,
                "Average precision: " + Words.number(curves.averagePrecision()) + "; " + positive + " are "
                        + Words.percent(prevalence) + " of the rows.");
    }

    private static Picture lift(RankingCurves curves, String positive) {
        RankingCurves.Line line = curves.lift();
        String svg = XyChart.builder("Lift")
                .xLabel("share of rows, highest scores first")
                .yLabel("times as many as at random")
                .xRange(0, 1)
                .yRange(0, 1)
                .line(positive, line.xs(), line.ys())
                .reference("at random", 0, 1, 1, 1)
                .build()
                .toSvg();
        return new Picture(
                LIFT, "Lift", svg, "How many times as many " + positive + " the highest scores hold as random rows.");
    }

    private static Picture gain(RankingCurves curves, String positive) {
        RankingCurves.Line line = curves.gain();
        String svg = square("Gain", "share of rows, highest scores first", "share of " + positive + " found")
                .line(positive, line.xs(), line.ys())
                .reference("at random", 0, 0, 1, 1)
                .build()
                .toSvg();
        return new Picture(GAIN, "Gain", svg, "How many of all " + positive + " the highest scores find.");
    }

    private static Picture calibration(BinaryPredictions rows) {
        Calibration bins = Calibration.of(rows.labels(), rows.probabilities(), BINS, Binning.EQUAL_WIDTH);
        return calibration(
                bins,
                "predicted probability of " + rows.classes().get(1),
                "share of " + rows.classes().get(1),
                rows.rows().weights().isPresent());
    }

    /** Probabilities against what happened, with the rows of each bin below. */
    static Picture calibration(Calibration bins, String predicted, String happened, boolean weighted) {
        long[] counts = new long[BINS];
        bins.bins().forEach(bin -> counts[bin.index()] = bin.count());
        String svg = square("Calibration", predicted, happened)
                .dottedLine(
                        "model",
                        bins.bins().stream()
                                .mapToDouble(Calibration.Bin::meanPredicted)
                                .toArray(),
                        bins.bins().stream()
                                .mapToDouble(Calibration.Bin::fractionPositive)
                                .toArray())
                .reference("right probabilities", 0, 0, 1, 1)
                .counts(
                        "rows",
                        IntStream.rangeClosed(0, BINS)
                                .mapToDouble(i -> (double) i / BINS)
                                .toArray(),
                        counts)
                .build()
                .toSvg();
        return new Picture(
                CALIBRATION,
                "Calibration",
                svg,
                "Mean gap of the rows (ECE): " + Words.number(bins.ece()) + ", largest gap of a bin (MCE): "
                        + Words.number(bins.mce()) + "." + (weighted ? " Rows count without their weights." : ""));
    }

    static int bins() {
        return BINS;
    }

    static XyChart.Builder square(String title, String xLabel, String yLabel) {
        return XyChart.builder(title).xLabel(xLabel).yLabel(yLabel).xRange(0, 1).yRange(0, 1);
    }
}
