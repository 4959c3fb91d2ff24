/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What predictions are worth. Immutable.
 *
 * @param rows how many rows were evaluated
 * @param confidence how often intervals hold the value
 * @param figures of each metric
 */
public record Evaluation(int rows, double confidence, List<Figure> figures) {

    /** Keeps the figures. */
    public Evaluation {
        figures = List.copyOf(figures);
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

    /** As JSON-like values: {@code {"rows":..., "metrics":{name:{"value":..., "low":..., "high":...}}}}. */
    public Map<String, Object> toJsonValue() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Figure figure : figures) {
            metrics.put(figure.metric().name(), json(figure));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows);
        json.put("confidence", confidence);
        json.put("metrics", metrics);
        return json;
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (figure instanceof Figure.Defined defined) {
            json.put("value", defined.number());
            defined.interval().ifPresent(interval -> {
                json.put("low", interval.low());
                json.put("high", interval.high());
            });
            json.put("interval", defined.method());
        } else if (figure instanceof Figure.Undefined undefined) {
            json.put("undefined", undefined.reason().name());
            json.put("message", undefined.message());
        }
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
        return String.format(Locale.ROOT, "%8.4f", value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
