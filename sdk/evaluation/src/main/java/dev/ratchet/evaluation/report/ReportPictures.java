/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.chart.BarChart;
import dev.ratchet.chart.IntervalChart;
import dev.ratchet.chart.MatrixChart;
import dev.ratchet.chart.XyChart;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.slice.Slice;
import dev.ratchet.evaluation.slice.SliceReport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pictures of a report. */
final class ReportPictures {

    private static final String MATRIX = "confusion_matrix";
    private static final String RESIDUALS = "residuals_plot";
    private static final String IMPORTANCE = "feature_importance";
    /** Readable on a telephone. */
    private static final double WIDTH = 400;

    private ReportPictures() {}

    /** What predictions and importances look like. */
    static List<Picture> of(Content content) {
        List<Picture> pictures = new ArrayList<>();
        if (!content.classes().isEmpty()) {
            pictures.add(matrix(content));
        }
        if (content.predictions() instanceof BinaryPredictions two) {
            pictures.addAll(CurvePictures.of(two));
        } else if (content.predictions() instanceof MulticlassPredictions several) {
            pictures.addAll(ClassCurvePictures.of(several));
        } else if (content.predictions() instanceof RegressionPredictions numbers) {
            pictures.add(residuals(numbers));
        }
        if (!content.importances().isEmpty()) {
            pictures.add(new Picture(
                    IMPORTANCE,
                    "Feature importance",
                    BarChart.builder("Feature importance")
                            .bars(content.importances())
                            .width(WIDTH)
                            .build()
                            .toSvg(),
                    ""));
        }
        return pictures;
    }

    private static Picture matrix(Content content) {
        Optional<ConfusionMatrix> found = content.matrix();
        if (found.isEmpty()) {
            return Picture.missing(
                    MATRIX, "Confusion matrix", "There are no rows, or labels that are none of the classes.");
        }
        String title = "Confusion matrix";
        return new Picture(
                MATRIX,
                title,
                MatrixChart.of(title, content.classes(), counts(found.get())).toSvg(),
                content.isWeighted() ? "Sums of the rows' weights." : "");
    }

    static double[][] counts(ConfusionMatrix matrix) {
        double[][] counts = new double[matrix.classes()][matrix.classes()];
        for (int truth = 0; truth < counts.length; truth++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                counts[truth][predicted] = matrix.count(truth, predicted);
            }
        }
        return counts;
    }

    private static Picture residuals(RegressionPredictions rows) {
        String title = "Residuals";
        double[] targets = rows.targets();
        double[] predicted = rows.predicted();
        double[] residuals = new double[targets.length];
        Arrays.setAll(residuals, row -> targets[row] - predicted[row]);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < residuals.length; row++) {
            if (Double.isFinite(predicted[row]) && Double.isFinite(residuals[row])) {
                low = Math.min(low, predicted[row]);
                high = Math.max(high, predicted[row]);
            }
        }
        if (low > high) {
            return Picture.missing(
                    RESIDUALS,
                    title,
                    residuals.length == 0
                            ? "There are no rows."
                            : "No row has both a finite target and a finite prediction.");
        }
        String svg = XyChart.builder(title)
                .xLabel("predicted")
                .yLabel("actual less predicted")
                .points("rows", predicted, residuals)
                .reference("no error", low, 0, high, 0)
                .build()
                .toSvg();
        return new Picture(RESIDUALS, title, svg, "Above the line the model says too little, below it too much.");
    }

    /** The slices of one column, the worst first. */
    static Picture slices(String name, SliceReport report) {
        String metric = report.metric().name();
        String title = metric + (report.column().isPresent() ? " by " + report.title() : " of " + report.title());
        List<Slice> valued = report.slices().stream()
                .filter(slice -> isFinite(slice.primary()))
                .toList();
        if (valued.isEmpty()) {
            return Picture.missing(
                    name,
                    title,
                    "No slice has at least " + report.minimumRows() + " rows and a value of " + metric + ".");
        }
        IntervalChart.Builder chart = IntervalChart.builder(title);
        if (isFinite(report.whole())) {
            chart.reference("all rows", report.whole().value().orElseThrow());
        }
        for (Slice slice : valued) {
            add(chart, sliceName(report, slice), slice, slice.isWorse(report.significance()));
        }
        int without = report.slices().size() - valued.size();
        return new Picture(
                name,
                title,
                chart.build().toSvg(),
                "The worst first; those in another colour are shown to be worse than all other rows."
                        + (without > 0 ? " " + without + " without a value are not drawn." : ""));
    }

    private static void add(IntervalChart.Builder chart, String name, Slice slice, boolean worse) {
        double value = slice.primary().value().orElseThrow();
        Optional<Interval> interval = Words.interval(slice.primary());
        double low = interval.map(Interval::low).orElse(Double.NaN);
        double high = interval.map(Interval::high).orElse(Double.NaN);
        if (worse) {
            chart.markedEntry(name, Words.rows(slice.rows()), value, low, high);
        } else {
            chart.entry(name, Words.rows(slice.rows()), value, low, high);
        }
    }

    /** The value alone where the column is said beside. */
    static String sliceName(SliceReport report, Slice slice) {
        String before = report.column().map(column -> column + " = ").orElse("");
        return slice.name().startsWith(before) ? slice.name().substring(before.length()) : slice.name();
    }

    private static boolean isFinite(Figure figure) {
        return figure.value().isPresent() && Double.isFinite(figure.value().getAsDouble());
    }
}
