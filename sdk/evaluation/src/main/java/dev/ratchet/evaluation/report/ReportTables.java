/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Evaluation;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.slice.Slice;
import dev.ratchet.evaluation.slice.SliceReport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tables for the MLflow UI, by columns. What has no value is NaN, which {@code logTable} writes as null. */
final class ReportTables {

    /** A matrix of more classes is a picture and no table. */
    private static final int MOST_CLASSES = 200;

    private ReportTables() {}

    static Map<String, List<?>> metrics(Evaluation evaluation) {
        List<Figure> figures = evaluation.figures();
        Map<String, List<?>> table = new LinkedHashMap<>();
        table.put("metric", column(figures, figure -> figure.metric().name()));
        table.put("value", column(figures, ReportTables::value));
        table.put("low", column(figures, ReportTables::low));
        table.put("high", column(figures, ReportTables::high));
        table.put("interval", column(figures, Words::method));
        return table;
    }

    static Map<String, List<?>> classes(ClassificationReport report) {
        List<ClassificationReport.Line> lines = report.classes();
        Map<String, List<?>> table = new LinkedHashMap<>();
        table.put("class", column(lines, ClassificationReport.Line::name));
        table.put("precision", column(lines, ClassificationReport.Line::precision));
        table.put("recall", column(lines, ClassificationReport.Line::recall));
        table.put("f1_score", column(lines, ClassificationReport.Line::f1));
        table.put("support", column(lines, ClassificationReport.Line::support));
        return table;
    }

    static Map<String, List<?>> matrix(List<String> classes, ConfusionMatrix matrix) {
        Map<String, List<?>> table = new LinkedHashMap<>();
        if (matrix.classes() > MOST_CLASSES) {
            List<Confusions.Confusion> most = Confusions.most(classes, matrix);
            table.put("actual", column(most, Confusions.Confusion::truth));
            table.put("predicted", column(most, Confusions.Confusion::predicted));
            table.put("rows", column(most, Confusions.Confusion::count));
            return table;
        }
        table.put("actual", classes);
        double[][] counts = ReportPictures.counts(matrix);
        for (int i = 0; i < counts.length; i++) {
            int predicted = i;
            table.put("predicted " + classes.get(i), column(List.of(counts), row -> row[predicted]));
        }
        return table;
    }

    static Map<String, List<?>> findings(List<Finding> findings) {
        Map<String, List<?>> table = new LinkedHashMap<>();
        table.put("level", column(findings, Words::level));
        table.put("check", column(findings, Finding::check));
        table.put("finding", column(findings, Finding::message));
        table.put("back_to", column(findings, Words::stage));
        return table;
    }

    static Map<String, List<?>> slices(SliceReport report) {
        List<Slice> slices = report.slices();
        Map<String, List<?>> table = new LinkedHashMap<>();
        table.put("slice", column(slices, Slice::name));
        table.put("rows", column(slices, Slice::rows));
        table.put(report.metric().name(), column(slices, slice -> value(slice.primary())));
        table.put("low", column(slices, slice -> low(slice.primary())));
        table.put("high", column(slices, slice -> high(slice.primary())));
        table.put("p_worse", column(slices, slice -> slice.pWorse().orElse(Double.NaN)));
        table.put("worse", column(slices, slice -> slice.isWorse(report.significance())));
        return table;
    }

    private static <T, V> List<V> column(List<T> rows, Function<T, V> value) {
        return rows.stream().map(value).toList();
    }

    private static double value(Figure figure) {
        double value = figure.value().orElse(Double.NaN);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static double low(Figure figure) {
        return Words.interval(figure)
                .map(Interval::low)
                .filter(Double::isFinite)
                .orElse(Double.NaN);
    }

    private static double high(Figure figure) {
        return Words.interval(figure)
                .map(Interval::high)
                .filter(Double::isFinite)
                .orElse(Double.NaN);
    }
}
