/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.compare;

import dev.ratchet.chart.LineChart;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.page.HtmlPage;
import dev.ratchet.store.MetricPoint;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison as one page with overlaid curves. */
public final class ComparisonPage {

    private static final int VALUE_LENGTH = 500;

    private final Comparison comparison;
    private final ZoneId zone;

    /** Prepares the page; times are told in the zone. */
    public ComparisonPage(Comparison comparison, ZoneId zone) {
        this.comparison = comparison;
        this.zone = zone;
    }

    /** The page, with all params and libraries. */
    public String html(long now) {
        String names = comparison.runs().stream().map(ComparedRun::label).collect(Collectors.joining(", "));
        HtmlPage page = new HtmlPage("Runs compared: " + names);
        page.table(Grid.runs(comparison, zone).toHtml(List.of()));
        List<String> charts = charts();
        if (!charts.isEmpty()) {
            page.heading("Curves")
                    .pictures(charts.stream()
                            .map(svg -> new HtmlPage.Picture(svg, ""))
                            .toList());
        }
        if (!comparison.metrics().isEmpty()) {
            page.heading("Metrics").table(Grid.metrics(comparison).toHtml(List.of()));
        }
        rows(page, "Params", "PARAM", comparison.params());
        if (!comparison.datasets().isEmpty()) {
            page.heading("Datasets")
                    .table(Grid.datasets(comparison)
                            .toHtml(comparison.datasets().stream()
                                    .map(row -> row.verdict() != DatasetRow.Verdict.SAME)
                                    .toList()));
        }
        rows(page, "Code", "CODE", comparison.code());
        rows(page, "Libraries", "LIBRARY", Comparison.shown(comparison.libraries(), false));
        if (!comparison.libraries().isEmpty()
                && Comparison.shown(comparison.libraries(), false).isEmpty()) {
            page.heading("Libraries").paragraph("All " + comparison.libraries().size() + " are the same.");
        }
        comparison.runs().forEach(run -> {
            if (run.librariesProblem() != null) {
                page.paragraph("Libraries of " + run.label() + " are not known: " + run.librariesProblem());
            }
        });
        return page.paragraph("Made by ratchet runs compare at " + Texts.time(now, zone) + " " + zone + ".")
                .finish();
    }

    private void rows(HtmlPage page, String title, String heading, List<Row> rows) {
        if (!rows.isEmpty()) {
            page.heading(title)
                    .table(Grid.of(heading, comparison, rows, VALUE_LENGTH)
                            .toHtml(rows.stream().map(Row::differs).toList()));
        }
    }

    /** A picture for every metric that has a curve in some run. */
    private List<String> charts() {
        List<String> charts = new ArrayList<>();
        comparison.metrics().stream()
                .map(MetricRow::metric)
                .distinct()
                .filter(this::hasCurve)
                .forEach(metric -> {
                    LineChart.Builder chart = LineChart.builder(metric);
                    for (ComparedRun run : comparison.runs()) {
                        List<MetricPoint> points = run.histories().getOrDefault(metric, List.of());
                        chart.series(
                                run.label(),
                                points.stream().mapToDouble(MetricPoint::step).toArray(),
                                points.stream().mapToDouble(MetricPoint::value).toArray());
                    }
                    charts.add(chart.build().toSvg());
                });
        return charts;
    }

    private boolean hasCurve(String metric) {
        return comparison.runs().stream()
                .anyMatch(run -> run.histories().getOrDefault(metric, List.of()).stream()
                                .mapToLong(MetricPoint::step)
                                .distinct()
                                .count()
                        > 1);
    }
}
