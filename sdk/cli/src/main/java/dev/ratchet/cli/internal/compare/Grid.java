/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.page.HtmlTable;
import dev.ratchet.store.MetricPoint;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A table for people, on a terminal or on a page.
 *
 * @param headings one per column; those that begin with {@code >} stand over numbers
 * @param rows the cells
 */
record Grid(List<String> headings, List<List<String>> rows) {

    private static final String NOTHING = "-";

    /** For a page; {@code differs} tells which rows stand out. */
    HtmlTable toHtml(List<Boolean> differs) {
        HtmlTable table = HtmlTable.of(headings.stream()
                        .map(heading -> heading.replaceFirst("^>", ""))
                        .toArray(String[]::new))
                .numbers(IntStream.range(0, headings.size())
                        .filter(column -> headings.get(column).startsWith(">"))
                        .toArray());
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = rows.get(i).toArray(String[]::new);
            if (i < differs.size() && differs.get(i)) {
                table.markedRow(cells);
            } else {
                table.row(cells);
            }
        }
        return table;
    }

    static Grid of(String heading, Comparison comparison, List<Row> rows, int valueLength) {
        List<String> headings = new ArrayList<>(List.of(heading));
        comparison.runs().forEach(run -> headings.add(run.label()));
        List<List<String>> cells = new ArrayList<>();
        for (Row row : rows) {
            List<String> line = new ArrayList<>(List.of(row.name()));
            for (@Nullable String value : row.values()) {
                line.add(value == null ? NOTHING : Texts.cut(value, valueLength));
            }
            cells.add(line);
        }
        return new Grid(headings, cells);
    }

    static Grid metrics(Comparison comparison) {
        List<String> headings = new ArrayList<>(List.of("METRIC", "WHICH"));
        List<ComparedRun> runs = comparison.runs();
        runs.forEach(run -> headings.add(">" + run.label()));
        for (int i = 1; i < runs.size(); i++) {
            headings.add(
                    runs.size() == 2
                            ? ">DIFFERENCE"
                            : ">DIFFERENCE OF " + runs.get(i).label());
        }
        List<List<String>> cells = new ArrayList<>();
        String before = "";
        for (MetricRow row : comparison.metrics()) {
            List<String> line = new ArrayList<>();
            line.add(row.metric().equals(before) ? "" : row.metric());
            line.add(row.kind().words());
            row.points().forEach(point -> line.add(words(point, row.kind())));
            for (int i = 1; i < runs.size(); i++) {
                OptionalDouble difference = row.difference(i);
                line.add(difference.isPresent() ? Texts.difference(difference.getAsDouble()) : NOTHING);
            }
            cells.add(line);
            before = row.metric();
        }
        return new Grid(headings, cells);
    }

    private static String words(@Nullable MetricPoint point, MetricRow.Kind kind) {
        if (point == null) {
            return NOTHING;
        }
        return Texts.number(point.value()) + (kind == MetricRow.Kind.LAST ? "" : " @ " + point.step());
    }

    static Grid datasets(Comparison comparison) {
        List<String> headings = new ArrayList<>(List.of("USED FOR"));
        comparison.runs().forEach(run -> headings.add(run.label()));
        headings.add("DATA");
        List<List<String>> cells = new ArrayList<>();
        for (DatasetRow row : comparison.datasets()) {
            List<String> line = new ArrayList<>(List.of(row.context().isEmpty() ? NOTHING : row.context()));
            for (DatasetRow.Use use : row.uses()) {
                String digest = use.digests().values().stream().findFirst().orElse("");
                line.add(use.isThere() ? use.name() + " (" + Texts.shortId(digest, 8) + ")" : NOTHING);
            }
            line.add(row.words());
            cells.add(line);
        }
        return new Grid(headings, cells);
    }

    static Grid runs(Comparison comparison, java.time.ZoneId zone) {
        List<Map<String, String>> facts = new ArrayList<>();
        for (ComparedRun run : comparison.runs()) {
            Map<String, String> fact = new LinkedHashMap<>();
            fact.put("id", run.run().id());
            fact.put("name", run.run().name());
            fact.put("experiment", run.experiment());
            fact.put("status", run.run().status().name());
            fact.put("started", Texts.time(run.run().startTime(), zone));
            fact.put(
                    "duration",
                    run.run().endTime().isPresent()
                            ? Texts.duration(
                                    run.run().endTime().getAsLong() - run.run().startTime())
                            : NOTHING);
            facts.add(fact);
        }
        List<String> headings = new ArrayList<>(List.of("RUN"));
        comparison.runs().forEach(run -> headings.add(run.label()));
        List<List<String>> cells = new ArrayList<>();
        for (String name : facts.get(0).keySet()) {
            List<String> line = new ArrayList<>(List.of(name));
            facts.forEach(fact -> line.add(fact.getOrDefault(name, NOTHING)));
            cells.add(line);
        }
        return new Grid(headings, cells);
    }
}
