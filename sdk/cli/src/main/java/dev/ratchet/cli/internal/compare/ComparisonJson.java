/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.store.MetricPoint;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A comparison as JSON: lists of values are in the order of the runs. */
public final class ComparisonJson {

    private ComparisonJson() {}

    /** The document; without {@code all} only params and libraries that differ. */
    public static Map<String, @Nullable Object> of(Comparison comparison, boolean all) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("params", rows(Comparison.shown(comparison.params(), all)));
        json.put(
                "metrics",
                comparison.metrics().stream().map(ComparisonJson::metric).toList());
        json.put(
                "datasets",
                comparison.datasets().stream().map(ComparisonJson::dataset).toList());
        json.put("code", rows(comparison.code()));
        json.put("libraries", rows(Comparison.shown(comparison.libraries(), all)));
        List<Object> problems = new ArrayList<>();
        comparison.runs().forEach(run -> {
            if (run.librariesProblem() != null) {
                problems.add(run.label() + ": " + run.librariesProblem());
            }
        });
        json.put("libraries_problems", problems);
        return json;
    }

    private static List<Object> rows(List<Row> rows) {
        List<Object> list = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", row.name());
            json.put("differs", row.differs());
            json.put("values", row.values());
            list.add(json);
        }
        return list;
    }

    private static Map<String, Object> metric(MetricRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        List<@Nullable Object> steps = new ArrayList<>();
        List<@Nullable Object> differences = new ArrayList<>();
        for (int i = 0; i < row.points().size(); i++) {
            MetricPoint point = row.points().get(i);
            values.add(point == null ? null : point.value());
            steps.add(point == null ? null : point.step());
            OptionalDouble difference = row.difference(i);
            differences.add(difference.isPresent() ? difference.getAsDouble() : null);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", row.metric());
        json.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
        json.put("values", values);
        json.put("steps", steps);
        json.put("differences", differences);
        return json;
    }

    private static Map<String, Object> dataset(DatasetRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("context", row.context());
        json.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
        json.put("equal_by_kind", row.sameByKind());
        List<@Nullable Object> uses = new ArrayList<>();
        for (DatasetRow.Use use : row.uses()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", use.name());
            one.put("digests", use.digests());
            uses.add(use.isThere() ? one : null);
        }
        json.put("runs", uses);
        return json;
    }
}
