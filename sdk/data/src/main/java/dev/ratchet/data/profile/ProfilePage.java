/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import dev.ratchet.chart.BarChart;

import java.util.LinkedHashMap;
import java.util.Map;

/** A profile as one page of HTML. */
final class ProfilePage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 0.5rem 0 1rem; }
            th, td { padding: 0.15rem 0.8rem 0.15rem 0; text-align: left; font-weight: normal; }
            th, td { vertical-align: top; }
            th { color: GrayText; white-space: nowrap; }
            h1, h2, td { overflow-wrap: anywhere; }
            td.type, td.number { white-space: nowrap; }
            td.number { text-align: right; }
            section { border-top: 1px solid GrayText; margin-top: 1.5rem; }
            svg { max-width: 100%%; height: auto; }
            </style>
            </head>
            <body>
            <h1>%s</h1>
            <p>%s</p>
            """;

    private ProfilePage() {}

    static String of(DataProfile profile) {
        String facts = profile.rows() + " rows, " + profile.columns().size() + " columns, "
                + Figures.count(profile.duplicateRows(), profile.duplicatesExact()) + " duplicate rows";
        StringBuilder page =
                new StringBuilder(HEAD.formatted(escape(profile.name()), escape(profile.name()), escape(facts)));
        overview(page, profile);
        for (int i = 0; i < profile.columns().size(); i++) {
            section(page, i, profile.columns().get(i));
        }
        return page.append("</body>\n</html>\n").toString();
    }

    /** So that one of many columns is found. */
    private static void overview(StringBuilder page, DataProfile profile) {
        page.append("<table>\n<tr><th>column</th><th>type</th><th>missing</th><th>distinct</th><th>notes</th></tr>\n");
        for (int i = 0; i < profile.columns().size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            page.append("<tr><td><a href=\"#column-").append(i).append("\">").append(escape(column.name()));
            page.append("</a></td><td class=\"type\">")
                    .append(escape(column.type().text()));
            page.append("</td><td class=\"number\">")
                    .append(column.missing() == 0 ? "" : Figures.percent(column.missingShare()));
            page.append("</td><td class=\"number\">").append(Figures.count(column.distinct(), column.distinctExact()));
            page.append("</td><td>").append(escape(ProfileText.notes(column))).append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static void section(StringBuilder page, int number, ColumnProfile column) {
        page.append("<section id=\"column-")
                .append(number)
                .append("\">\n<h2>")
                .append(escape(column.name()))
                .append("</h2>\n<table>\n");
        row(page, "type", column.type().text());
        row(page, "missing", column.missing() + " (" + Figures.percent(column.missingShare()) + ")");
        row(page, "distinct", Figures.count(column.distinct(), column.distinctExact()));
        if (column.numbers().isPresent()) {
            ColumnProfile.Numbers numbers = column.numbers().get();
            row(page, "mean", Figures.of(numbers.mean()));
            row(page, "standard deviation", Figures.of(numbers.deviation()));
            StringBuilder quantiles = new StringBuilder();
            numbers.quantiles()
                    .forEach((share, value) -> quantiles
                            .append(quantiles.isEmpty() ? "" : ", ")
                            .append(Figures.percent(share))
                            .append(": ")
                            .append(Figures.of(value)));
            row(page, numbers.quantilesExact() ? "quantiles" : "quantiles (estimated)", quantiles.toString());
        } else {
            column.min().ifPresent(value -> row(page, "smallest", ProfileText.fit(value)));
            column.max().ifPresent(value -> row(page, "largest", ProfileText.fit(value)));
        }
        String notes = ProfileText.notes(column);
        if (!notes.isEmpty()) {
            row(page, "notes", notes);
        }
        page.append("</table>\n");
        Map<String, Long> bars =
                column.numbers().isPresent() ? bins(column.numbers().get()) : values(column);
        if (!bars.isEmpty() && !column.isIdentifierLike()) {
            String title = column.numbers().isPresent() ? "Rows by value" : "Most frequent values";
            page.append(BarChart.builder(title)
                    .bars(bars)
                    .maxBars(bars.size())
                    .inGivenOrder()
                    .build()
                    .toSvg());
        }
        page.append("</section>\n");
    }

    private static Map<String, Long> bins(ColumnProfile.Numbers numbers) {
        Map<String, Long> bars = new LinkedHashMap<>();
        for (int i = 0; i < numbers.bins().size(); i++) {
            double low = numbers.edges().get(i);
            String label = "from " + Figures.of(low);
            // Edges that look alike when rounded are written in full.
            bars.put(
                    bars.containsKey(label) ? "from " + low : label,
                    numbers.bins().get(i));
        }
        return bars;
    }

    private static Map<String, Long> values(ColumnProfile column) {
        Map<String, Long> bars = new LinkedHashMap<>();
        for (ColumnProfile.TopValue value : column.top()) {
            bars.merge(ProfileText.fit(value.value()), value.count(), Long::sum);
        }
        return bars;
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th>")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n");
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
