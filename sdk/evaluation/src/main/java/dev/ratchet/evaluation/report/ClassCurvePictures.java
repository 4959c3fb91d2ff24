/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.chart.XyChart;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.metric.Calibration;
import dev.ratchet.evaluation.metric.Calibration.Binning;
import dev.ratchet.evaluation.metric.RankedScores;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The pictures of several classes that are made of probabilities: each class against all others. */
final class ClassCurvePictures {

    /** So many colours can be told apart. */
    private static final int MOST_CLASSES = 8;

    private record OfClass(String name, RankingCurves curves) {}

    private ClassCurvePictures() {}

    static List<Picture> of(MulticlassPredictions rows) {
        List<Picture> pictures = new ArrayList<>();
        List<OfClass> classes;
        String why = "";
        try {
            classes = curves(rows);
        } catch (UndefinedMetricException e) {
            classes = List.of();
            why = String.valueOf(e.getMessage());
        }
        if (classes.isEmpty()) {
            String sentence = why.isEmpty() ? "No class has rows of its own and others, ranked by probability." : why;
            pictures.add(Picture.missing(CurvePictures.ROC, "ROC curves", sentence));
            pictures.add(Picture.missing(CurvePictures.PRECISION_RECALL, "Precision and recall", sentence));
        } else {
            pictures.add(roc(classes, rows.classes().size()));
            pictures.add(precisionRecall(classes, rows.classes().size()));
        }
        pictures.add(Picture.draw(CurvePictures.CALIBRATION, "Calibration", () -> calibration(rows)));
        return pictures;
    }

    private static List<OfClass> curves(MulticlassPredictions rows) {
        int[] labels = rows.labels();
        double[][] probabilities = rows.probabilities();
        double[] weights = rows.rows().weights().orElse(null);
        List<OfClass> classes = new ArrayList<>();
        for (int i = 0; i < rows.classes().size(); i++) {
            RankingCurves curves = curves(labels, probabilities, weights, i);
            if (curves != null) {
                classes.add(new OfClass(rows.classes().get(i), curves));
            }
        }
        return classes;
    }

    /** Null where a class has no rows, or none but its own. */
    private static @Nullable RankingCurves curves(
            int[] labels, double[][] probabilities, double @Nullable [] weights, int of) {
        int[] own = Arrays.stream(labels).map(label -> label == of ? 1 : 0).toArray();
        double[] scores =
                Arrays.stream(probabilities).mapToDouble(row -> row[of]).toArray();
        try {
            return new RankingCurves(RankedScores.of(own, scores, weights));
        } catch (UndefinedMetricException e) {
            if (e.reason() == Reason.ONE_CLASS || e.reason() == Reason.ZERO_VARIANCE) {
                return null;
            }
            throw e;
        }
    }

    private static Picture roc(List<OfClass> classes, int all) {
        XyChart.Builder chart =
                CurvePictures.square("ROC curves by class", "false positive rate", "true positive rate");
        List<OfClass> shown = worst(classes);
        for (OfClass one : shown) {
            RankingCurves.Line line = one.curves.roc();
            chart.line(one.name + " " + Words.number(one.curves.rocAuc()), line.xs(), line.ys());
        }
        return new Picture(
                CurvePictures.ROC,
                "ROC curves",
                chart.reference("chance", 0, 0, 1, 1).build().toSvg(),
                "Each class against all others; beside its name the area below its curve."
                        + left(shown.size(), classes.size(), all));
    }

    private static Picture precisionRecall(List<OfClass> classes, int all) {
        XyChart.Builder chart = CurvePictures.square("Precision and recall by class", "recall", "precision");
        List<OfClass> shown = worst(classes);
        for (OfClass one : shown) {
            RankingCurves.Line line = one.curves.precisionRecall();
            chart.line(one.name + " " + Words.number(one.curves.averagePrecision()), line.xs(), line.ys());
        }
        return new Picture(
                CurvePictures.PRECISION_RECALL,
                "Precision and recall",
                chart.build().toSvg(),
                "Each class against all others; beside its name its average precision."
                        + left(shown.size(), classes.size(), all));
    }

    /** All classes, or the worst ones where there are too many. */
    private static List<OfClass> worst(List<OfClass> classes) {
        return classes.size() <= MOST_CLASSES
                ? classes
                : classes.stream()
                        .sorted(Comparator.comparingDouble((OfClass one) -> one.curves.rocAuc()))
                        .limit(MOST_CLASSES)
                        .toList();
    }

    private static String left(int shown, int ranked, int all) {
        String words =
                shown < ranked ? " The " + shown + " classes of the smallest areas below the ROC curve are shown." : "";
        return ranked < all ? words + " " + (all - ranked) + " of " + all + " classes cannot be ranked." : words;
    }

    /** Of the predicted class, whichever it is: how sure the model is, and how often it is right. */
    private static Picture calibration(MulticlassPredictions rows) {
        int[] labels = rows.labels();
        int[] predicted = rows.predicted();
        double[][] probabilities = rows.probabilities();
        double[] sure = new double[labels.length];
        int[] right = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            sure[row] = probabilities[row][predicted[row]];
            right[row] = labels[row] == predicted[row] ? 1 : 0;
        }
        return CurvePictures.calibration(
                Calibration.of(right, sure, CurvePictures.bins(), Binning.EQUAL_WIDTH),
                "probability of the predicted class",
                "share that is right",
                rows.rows().weights().isPresent());
    }
}
