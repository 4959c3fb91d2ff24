/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in aligned columns. Not thread-safe. */
public final class Table {

    private record Cell(String text, Style style) {}

    private final List<String> headings;
    private final boolean[] right;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table with these headings; a heading that begins with {@code >} stands over a column of numbers. */
    public Table(List<String> headings) {
        this.headings = headings.stream()
                .map(heading -> heading.startsWith(">") ? heading.substring(1) : heading)
                .toList();
        this.right = new boolean[headings.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = headings.get(i).startsWith(">");
        }
    }

    /** Adds a row. */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /** Adds a row. */
    public Table row(List<String> cells) {
        return row(cells, -1, Style.PLAIN);
    }

    /** Adds a row of which one cell is styled. */
    public Table row(List<String> cells, int styled, Style style) {
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            row.add(new Cell(Texts.printable(cells.get(i)), i == styled ? style : Style.PLAIN));
        }
        rows.add(row);
        return this;
    }

    /** Whether there is no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines of the table, each after an indentation, without blanks at their ends. */
    public List<String> lines(String indent, boolean colour) {
        int[] widths = new int[right.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(headings.get(i));
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i).text()));
            }
        }
        List<String> lines = new ArrayList<>();
        if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
            lines.add(line(
                    indent,
                    headings.stream()
                            .map(heading -> new Cell(heading, Style.BOLD))
                            .toList(),
                    widths,
                    colour));
        }
        rows.forEach(row -> lines.add(line(indent, row, widths, colour)));
        return lines;
    }

    private String line(String indent, List<Cell> cells, int[] widths, boolean colour) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String fill = " ".repeat(widths[i] - width(cell.text()));
            String text = cell.style().of(cell.text(), colour);
            line.append(i == 0 ? indent : "  ").append(right[i] ? fill + text : text + fill);
        }
        return line.toString().stripTrailing();
    }

    /** Columns that a text takes: the letters of East Asia take two. */
    private static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
