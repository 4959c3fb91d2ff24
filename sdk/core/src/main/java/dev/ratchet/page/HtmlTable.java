/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of a page. All texts are escaped; rows may be shorter than the headings. A table without headings has the names of
 * facts in its first column. Not safe for use by several threads.
 */
public final class HtmlTable {

    /** Longer texts get room for some words in a line. */
    private static final int LONG = 30;

    /** What sets a row apart. */
    private enum Look {
        PLAIN,
        MARKED
    }

    private record Row(List<String> cells, Look look, String link) {}

    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();
    private Set<Integer> numbers = Set.of();

    private HtmlTable(List<String> headings) {
        this.headings = headings;
    }

    /** A table with these headings; none for a table of facts. */
    public static HtmlTable of(String... headings) {
        return new HtmlTable(List.of(headings));
    }

    /** The columns, counted from 0, that hold numbers and stand to the right. */
    public HtmlTable numbers(int... columns) {
        this.numbers = IntStream.of(columns).boxed().collect(Collectors.toSet());
        return this;
    }

    /** Adds a row. */
    public HtmlTable row(String... cells) {
        rows.add(new Row(List.of(cells), Look.PLAIN, ""));
        return this;
    }

    /** Adds a row that stands out. */
    public HtmlTable markedRow(String... cells) {
        rows.add(new Row(List.of(cells), Look.MARKED, ""));
        return this;
    }

    /** Adds a row whose first cell leads to the heading with that id; see {@link HtmlPage#heading(String, String)}. */
    public HtmlTable linkedRow(String id, String... cells) {
        rows.add(new Row(List.of(cells), Look.PLAIN, id));
        return this;
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    void write(StringBuilder html) {
        // What scrolls must be reachable by keyboard.
        html.append("<div class=\"scroll\" tabindex=\"0\"><table>\n");
        if (!headings.isEmpty()) {
            html.append("<thead><tr>");
            for (int column = 0; column < headings.size(); column++) {
                cell(html, "th scope=\"col\"", column, headings.get(column));
            }
            html.append("</tr></thead>\n");
        }
        html.append("<tbody>\n");
        rows.forEach(row -> row(html, row));
        html.append("</tbody></table></div>\n");
    }

    private void row(StringBuilder html, Row row) {
        html.append(row.look == Look.MARKED ? "<tr class=\"marked\">" : "<tr>");
        for (int column = 0; column < row.cells.size(); column++) {
            String text = row.cells.get(column);
            if (column == 0 && !row.link.isEmpty()) {
                html.append("<td><a href=\"#").append(HtmlPage.escape(row.link)).append("\">");
                html.append(HtmlPage.escape(text)).append("</a></td>");
            } else {
                cell(html, column == 0 && headings.isEmpty() ? "th scope=\"row\"" : "td", column, text);
            }
        }
        html.append("</tr>\n");
    }

    private void cell(StringBuilder html, String element, int column, String text) {
        String look = text.length() > LONG ? " class=\"long\">" : ">";
        html.append('<').append(element).append(numbers.contains(column) ? " class=\"number\">" : look);
        html.append(HtmlPage.escape(text)).append("</").append(element, 0, 2).append('>');
    }
}
