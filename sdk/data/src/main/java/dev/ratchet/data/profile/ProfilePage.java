/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.profile;

import dev.ratchet.chart.BarChart;
import dev.ratchet.page.HtmlPage;
import dev.ratchet.page.HtmlTable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A profile as one page of HTML. */
final class ProfilePage {

    /** Readable on a telephone. */
    private static final double PICTURE_WIDTH = 400;

    private ProfilePage() {}

    static String of(DataProfile profile) {
        String facts = profile.rows() + " rows, " + profile.columns().size() + " columns, "
                + Figures.count(profile.duplicateRows(), profile.duplicatesExact()) + " duplicate rows";
        HtmlPage page = new HtmlPage(profile.name()).paragraph(facts).table(overview(profile));
        for (int i = 0; i < profile.columns().size(); i++) {
            column(page, i, profile.columns().get(i));
        }
        return page.finish();
    }

    /** So that one of many columns is found. */
    private static HtmlTable overview(DataProfile profile) {
        HtmlTable table =
                HtmlTable.of("column", "type", "missing", "distinct", "notes").numbers(2, 3);
        for (int i = 0; i < profile.columns().size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            table.linkedRow(
                    "column-" + i,
                    column.name(),
                    column.type().text(),
                    column.missing() == 0 ? "" : Figures.percent(column.missingShare()),
                    Figures.count(column.distinct(), column.distinctExact()),
                    ProfileText.notes(column));
        }
        return table;
    }

    private static void column(HtmlPage page, int number, ColumnProfile column) {
        HtmlTable facts = HtmlTable.of()
                .row("type", column.type().text())
                .row("missing", column.missing() + " (" + Figures.percent(column.missingShare()) + ")")
                .row("distinct", Figures.count(column.distinct(), column.distinctExact()));
        if (column.numbers().isPresent()) {
            numbers(facts, column.numbers().get());
        } else {
            column.min().ifPresent(value -> facts.row("smallest", ProfileText.fit(value)));
            column.max().ifPresent(value -> facts.row("largest", ProfileText.fit(value)));
        }
        String notes = ProfileText.notes(column);
        if (!notes.isEmpty()) {
            facts.row("notes", notes);
        }
        page.heading(column.name(), "column-" + number).table(facts);
        Map<String, Long> bars =
                column.numbers().isPresent() ? bins(column.numbers().get()) : values(column);
        if (!bars.isEmpty() && !column.isIdentifierLike()) {
            String title = column.numbers().isPresent() ? "Rows by value" : "Most frequent values";
            String svg = BarChart.builder(title)
                    .bars(bars)
                    .maxBars(bars.size())
                    .inGivenOrder()
                    .width(PICTURE_WIDTH)
                    .build()
                    .toSvg();
            page.pictures(List.of(new HtmlPage.Picture(svg, "")));
        }
    }

    private static void numbers(HtmlTable facts, ColumnProfile.Numbers numbers) {
        facts.row("mean", Figures.of(numbers.mean()));
        facts.row("standard deviation", Figures.of(numbers.deviation()));
        StringBuilder quantiles = new StringBuilder();
        numbers.quantiles()
                .forEach((share, value) -> quantiles
                        .append(quantiles.isEmpty() ? "" : ", ")
                        .append(Figures.percent(share))
                        .append(": ")
                        .append(Figures.of(value)));
        facts.row(numbers.quantilesExact() ? "quantiles" : "quantiles (estimated)", quantiles.toString());
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
}
