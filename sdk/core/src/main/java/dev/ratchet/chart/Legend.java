/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayList;
import java.util.List;

/** Names the lines of a chart, in as many rows as they need. */
final class Legend {

    private static final double SWATCH = 26;
    private static final double SPACE = 18;
    private static final double WIDEST_NAME = 300;

    /** How the line of an entry looks: its attributes, followed by more. */
    @FunctionalInterface
    interface Strokes {
        String[] of(int entry, String... more);
    }

    private record Entry(String name, double x, int row) {}

    private final List<Entry> entries;

    private Legend(List<Entry> entries) {
        this.entries = entries;
    }

    static Legend of(List<String> names, double left, double right) {
        List<Entry> entries = new ArrayList<>();
        double x = left;
        int row = 0;
        for (String name : names) {
            String shown = Text.fit(name, SvgWriter.FONT_SIZE, WIDEST_NAME);
            double width = SWATCH + 6 + Text.width(shown, SvgWriter.FONT_SIZE);
            if (x > left && x + width > right) {
                x = left;
                row++;
            }
            entries.add(new Entry(shown, x, row));
            x += width + SPACE;
        }
        return new Legend(entries);
    }

    int rows() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).row + 1;
    }

    void draw(SvgWriter svg, double top, double rowHeight) {
        draw(svg, top, rowHeight, Legend::stroke);
    }

    /** Draws the names with lines whose attributes are given by entry. */
    void draw(SvgWriter svg, double top, double rowHeight, Strokes strokes) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            double y = top + entry.row * rowHeight;
            String from = Numbers.coordinate(entry.x) + " " + Numbers.coordinate(y);
            svg.empty("path", strokes.of(i, "d", "M" + from + "h" + Numbers.coordinate(SWATCH)));
            svg.label(entry.x + SWATCH + 6, y + 4, "start", entry.name);
        }
    }

    /** The attributes of a line of that series, followed by more. */
    static String[] stroke(int series, String... more) {
        List<String> attributes = new ArrayList<>(List.of(
                "class",
                Theme.strokeClass(series),
                "fill",
                "none",
                "stroke",
                Theme.colour(series),
                "stroke-width",
                "2"));
        if (!Theme.dash(series).isEmpty()) {
            attributes.addAll(List.of("stroke-dasharray", Theme.dash(series)));
        }
        attributes.addAll(List.of(more));
        return attributes.toArray(String[]::new);
    }
}
