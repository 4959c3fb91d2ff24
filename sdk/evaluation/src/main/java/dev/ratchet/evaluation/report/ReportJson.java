/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.fairness.FairnessReport;
import dev.ratchet.evaluation.metric.ConfusionMatrix;
import dev.ratchet.evaluation.slice.SliceReport;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as JSON-like values. */
final class ReportJson {

    private ReportJson() {}

    static Map<String, Object> of(Content content) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", content.title());
        json.putAll(content.evaluation().toJsonValue());
        content.classification().ifPresent(report -> json.put("classification_report", report.toJsonValue()));
        content.matrix().ifPresent(matrix -> json.put("confusion_matrix", matrix(content.classes(), matrix)));
        content.problem().ifPresent(problem -> json.put("problem", problem.toJsonValue()));
        json.put(
                "findings",
                content.findings().stream().map(Finding::toJsonValue).toList());
        json.put(
                "slices",
                content.slices().stream().map(SliceReport::toJsonValue).toList());
        json.put(
                "fairness",
                content.fairness().stream().map(FairnessReport::toJsonValue).toList());
        if (!content.importances().isEmpty()) {
            json.put("importances", content.importances());
        }
        json.put("notes", content.notes());
        return finite(json);
    }

    private static Map<String, Object> matrix(List<String> classes, ConfusionMatrix matrix) {
        List<List<Double>> counts = new ArrayList<>();
        for (double[] row : ReportPictures.counts(matrix)) {
            List<Double> values = new ArrayList<>();
            for (double count : row) {
                values.add(count);
            }
            counts.add(values);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("classes", classes);
        json.put("counts", counts);
        return json;
    }

    private static Map<String, Object> finite(Map<?, ?> json) {
        Map<String, Object> all = new LinkedHashMap<>();
        json.forEach((key, value) -> all.put(String.valueOf(key), finite(value)));
        return all;
    }

    /** JSON has no NaN and no infinity: these become text, as MLflow writes them. */
    private static Object finite(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return finite(map);
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(one -> all.add(finite(one)));
            return all;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        return value == null ? "" : value;
    }
}
