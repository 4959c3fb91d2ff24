/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.metric.Average;
import dev.ratchet.evaluation.metric.BinaryCounts;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.ZeroDivision;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Precision, recall, F1 and support of each class and their means, as scikit-learn's {@code classification_report} has them with
 * all classes given as labels. Shares of nothing are 0. Immutable.
 *
 * @param classes one for each class, in the order of the classes
 * @param accuracy the share of rows, or of weight, that was told right
 * @param macro the plain means of the classes
 * @param weighted the means of the classes by their support
 * @param isWeighted whether support is a sum of weights, which is printed as such
 */
public record ClassificationReport(List<Line> classes, double accuracy, Line macro, Line weighted, boolean isWeighted) {

    private static final int DIGITS = 2;

    /**
     * What is known of a class, or of all.
     *
     * @param name the class, or which mean it is
     * @param precision the share of right ones among those predicted as the class, 0 to 1
     * @param recall the share of the class's rows that were found, 0 to 1
     * @param f1 the harmonic mean of both
     * @param support the rows of the class, or their weight
     */
    public record Line(String name, double precision, double recall, double f1, double support) {

        private Map<String, Object> toJsonValue() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("precision", precision);
            json.put("recall", recall);
            json.put("f1-score", f1);
            json.put("support", support);
            return json;
        }
    }

    /** Keeps the classes. */
    public ClassificationReport {
        classes = List.copyOf(classes);
    }

    /**
     * The report of two classes.
     *
     * @throws UndefinedMetricException if there are no rows, a label is not allowed, or weights are not
     */
    public static ClassificationReport of(BinaryPredictions rows) {
        return of(
                rows.classes(),
                rows.labels(),
                rows.predicted(),
                rows.rows().weights().orElse(null));
    }

    /**
     * The report of several classes.
     *
     * @throws UndefinedMetricException if there are no rows, a label is not allowed, or weights are not
     */
    public static ClassificationReport of(MulticlassPredictions rows) {
        return of(
                rows.classes(),
                rows.labels(),
                rows.predicted(),
                rows.rows().weights().orElse(null));
    }

    private static ClassificationReport of(
            List<String> names, int[] labels, int[] predicted, double @Nullable [] weights) {
        ConfusionMatrix matrix = ConfusionMatrix.of(names.size(), labels, predicted, weights);
        // In the order of the rows, so that sums of weights have the digits that scikit-learn's have.
        double[] supports = new double[names.size()];
        for (int row = 0; row < labels.length; row++) {
            supports[labels[row]] += weights == null ? 1 : weights[row];
        }
        double all = DoubleStream.of(supports).reduce(0, Double::sum);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < supports.length; i++) {
            BinaryCounts counts = matrix.ofClass(i);
            lines.add(new Line(
                    names.get(i),
                    counts.precision(ZeroDivision.ZERO),
                    counts.recall(ZeroDivision.ZERO),
                    counts.f1(ZeroDivision.ZERO),
                    supports[i]));
        }
        return new ClassificationReport(
                lines,
                matrix.accuracy(),
                mean("macro avg", Average.MACRO, matrix, all),
                mean("weighted avg", Average.WEIGHTED, matrix, all),
                weights != null);
    }

    private static Line mean(String name, Average average, ConfusionMatrix matrix, double support) {
        return new Line(
                name,
                matrix.precision(average, ZeroDivision.ZERO),
                matrix.recall(average, ZeroDivision.ZERO),
                matrix.f1(average, ZeroDivision.ZERO),
                support);
    }

    /** The text that scikit-learn prints, with two digits behind the point; control characters of names are question marks. */
    public String text() {
        int width = weighted.name.length();
        for (Line line : classes) {
            width = Math.max(width, length(TextTable.plain(line.name)));
        }
        StringBuilder text = new StringBuilder();
        text.append(right("", width)).append(' ');
        for (String heading : List.of("precision", "recall", "f1-score", "support")) {
            text.append(' ').append(right(heading, 9));
        }
        text.append("\n\n");
        for (Line line : classes) {
            append(text, line, width);
        }
        text.append('\n')
                .append(right("accuracy", width))
                .append(' ')
                .append(right("", 10))
                .append(right("", 10))
                .append(' ')
                .append(right(rounded(accuracy), 9))
                .append(' ')
                .append(right(support(macro.support), 9))
                .append('\n');
        append(text, macro, width);
        append(text, weighted, width);
        return text.toString();
    }

    private void append(StringBuilder text, Line line, int width) {
        text.append(right(TextTable.plain(line.name), width)).append(' ');
        for (double value : new double[] {line.precision, line.recall, line.f1}) {
            text.append(' ').append(right(rounded(value), 9));
        }
        text.append(' ').append(right(support(line.support), 9)).append('\n');
    }

    /** Rounded as Python rounds: the exact value of the double, halves to even. */
    private static String rounded(double value) {
        return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
    }

    private String support(double support) {
        if (!isWeighted) {
            return Long.toString(Math.round(support));
        }
        String plain = new BigDecimal(Double.toString(support)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - length(text))) + text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** As JSON-like values, with the keys of scikit-learn's {@code output_dict}. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        classes.forEach(line -> json.put(line.name, line.toJsonValue()));
        json.put("accuracy", accuracy);
        json.put(macro.name, macro.toJsonValue());
        json.put(weighted.name, weighted.toJsonValue());
        return json;
    }
}
