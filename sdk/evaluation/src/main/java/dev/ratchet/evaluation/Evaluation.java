/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What predictions are worth. Immutable.
 *
 * @param task what is predicted
 * @param rows how many rows were evaluated
 * @param classRows how many rows each class has, by its name in the order of the classes' numbers: of two classes the negative
 *     one first; empty when no classes are predicted
 * @param confidence how often intervals hold the value
 * @param figures of each metric
 */
public record Evaluation(Task task, int rows, Map<String, Long> classRows, double confidence, List<Figure> figures) {

    /** Numbers from here on are written with an exponent. */
    private static final double LONG = 1e9;

    /** Keeps the figures. */
    public Evaluation {
        classRows = Collections.unmodifiableMap(new LinkedHashMap<>(classRows));
        figures = List.copyOf(figures);
    }

    /** The name of the positive class; empty when there are not two classes. */
    public Optional<String> positiveClass() {
        return task == Task.BINARY ? classRows.keySet().stream().skip(1).findFirst() : Optional.empty();
    }

    /** The share of rows of the commonest class, 0 to 1; empty when no classes are predicted. */
    public OptionalDouble majority() {
        return classRows.values().stream()
                .mapToDouble(count -> (double) count / rows)
                .max();
    }

    /** What a metric is; empty when it was not computed. */
    public Optional<Figure> figure(String metric) {
        return figures.stream()
                .filter(figure -> figure.metric().name().equals(metric))
                .findFirst();
    }

    /** A metric's value; empty when it was not computed or has none. */
    public OptionalDouble value(String metric) {
        Optional<Figure> found = figure(metric);
        return found.isPresent() ? found.get().value() : OptionalDouble.empty();
    }

    /**
     * As JSON-like values: {@code {"task":..., "rows":..., "metrics":{name:{"value":..., "low":..., "high":...}}}}, with the
     * classes where there are some.
     */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Figure figure : figures) {
            metrics.put(figure.metric().name(), figure.toJsonValue());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", task.text());
        json.put("rows", rows);
        if (!classRows.isEmpty()) {
            json.put("classes", classRows);
        }
        positiveClass().ifPresent(positive -> json.put("positive_class", positive));
        json.put("confidence", confidence);
        json.put("metrics", metrics);
        return json;
    }

    /** As a table of text, one line for each metric. */
    public String text() {
        int width = figures.stream()
                .mapToInt(figure -> figure.metric().name().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Figure figure : figures) {
            text.append(padded(figure.metric().name(), width))
                    .append("  ")
                    .append(line(figure))
                    .append('\n');
        }
        return text.toString();
    }

    private String line(Figure figure) {
        if (figure instanceof Figure.Defined defined) {
            return number(defined.number())
                    + defined.interval().map(this::range).orElseGet(() -> "  (no interval: " + defined.method() + ")");
        }
        return figure instanceof Figure.Undefined undefined ? "no value: " + undefined.message() : "";
    }

    private String range(Interval interval) {
        return "  " + number(interval.low()) + " to " + number(interval.high()) + " ("
                + String.format(Locale.ROOT, "%.4g", 100 * confidence).replaceAll("\\.?0+$", "") + " %)";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < LONG ? "%8.4f" : "%8.4e", value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
