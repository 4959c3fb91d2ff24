/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Values with intervals, one below the other, and a line for what they are compared with: figures of slices beside that of the
 * whole. Narrow enough for a telephone.
 *
 * <p>Values have no unit. Where a limit is NaN or infinite there is no interval, where the value is not finite it is written
 * in words. Entries stay in the order in which they are added. Immutable and safe to share.
 *
 * <pre>{@code
 * String svg = IntervalChart.builder("Accuracy by carrier").reference("all rows", 0.91)
 *         .entry("UA", "812 rows", 0.93, 0.91, 0.95).build().toSvg();
 * }</pre>
 */
public final class IntervalChart {

    /** How many entries are drawn when nothing else is said. */
    public static final int DEFAULT_MAX_ENTRIES = 20;

    private static final double WIDTH = 400;
    private static final double MARGIN = 12;
    private static final double TOP = 66;
    private static final double ROW = 34;
    private static final double WIDEST_NAME = 150;
    private static final double SMALL = 10.5;
    private static final double DOT = 4;
    private static final double GAP = 8;

    private record Entry(String name, String detail, double value, double low, double high, int colour) {

        boolean hasInterval() {
            return Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high);
        }

        String words() {
            String words = Numbers.value(value);
            return hasInterval() ? words + " (" + Numbers.value(low) + " to " + Numbers.value(high) + ")" : words;
        }
    }

    private final String title;
    private final String referenceName;
    private final double reference;
    private final List<Entry> entries;
    private final int maxEntries;

    private IntervalChart(Builder builder) {
        this.title = builder.title;
        this.referenceName = builder.referenceName;
        this.reference = builder.reference;
        this.entries = List.copyOf(builder.entries);
        this.maxEntries = builder.maxEntries;
    }

    /** Begins a chart with that title. */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /** The chart as a complete SVG document: the same text for the same chart, whatever the locale. */
    public String toSvg() {
        List<Entry> shown = entries.subList(0, Math.min(maxEntries, entries.size()));
        int rest = entries.size() - shown.size();
        double bottom = TOP + Math.max(1, shown.size()) * ROW;
        double height = bottom + 28 + (rest > 0 ? 18 : 0);
        SvgWriter svg = new SvgWriter(WIDTH, height, title, description(shown, rest));
        svg.heading(MARGIN, 26, Text.fit(title, SvgWriter.TITLE_WIDTH_SIZE, WIDTH - 2 * MARGIN));
        if (shown.isEmpty()) {
            svg.muted(WIDTH / 2, TOP + 14, "middle", "no data");
            return svg.finish();
        }
        Plot plot = plot(shown, bottom);
        drawReference(svg, plot);
        plot.drawHorizontal(svg, bottom + 18);
        svg.rule(plot.left(), bottom, plot.right(), bottom, true);
        for (int i = 0; i < shown.size(); i++) {
            draw(svg, plot, shown.get(i), TOP + i * ROW);
        }
        if (rest > 0) {
            svg.muted(MARGIN, bottom + 36, "start", "and " + rest + " more");
        }
        return svg.finish();
    }

    private Plot plot(List<Entry> shown, double bottom) {
        double names = 60;
        double values = 0;
        double low = Double.isFinite(reference) ? reference : Double.POSITIVE_INFINITY;
        double high = Double.isFinite(reference) ? reference : Double.NEGATIVE_INFINITY;
        for (Entry entry : shown) {
            names = Math.max(names, Text.width(entry.name, SvgWriter.FONT_SIZE));
            names = Math.max(names, Text.width(entry.detail, SMALL));
            values = Math.max(values, Text.width(Numbers.value(entry.value), SvgWriter.FONT_SIZE));
            if (Double.isFinite(entry.value)) {
                low = Math.min(low, entry.hasInterval() ? Math.min(entry.low, entry.value) : entry.value);
                high = Math.max(high, entry.hasInterval() ? Math.max(entry.high, entry.value) : entry.value);
            }
        }
        Axis axis = low > high ? Axis.of(0, 1, 0) : Axis.of(low, high, 0.03);
        double left = MARGIN + Math.min(names, WIDEST_NAME) + GAP;
        return new Plot(left, TOP - 6, WIDTH - MARGIN - values - GAP, bottom, axis, axis);
    }

    private void drawReference(SvgWriter svg, Plot plot) {
        if (!Double.isFinite(reference)) {
            return;
        }
        double at = plot.px(reference);
        String words = referenceName + " " + Numbers.value(reference);
        double half = Text.width(words, SvgWriter.FONT_SIZE) / 2;
        double middle = Math.max(MARGIN + half, Math.min(WIDTH - MARGIN - half, at));
        svg.muted(middle, TOP - 14, "middle", words);
        svg.rule(at, plot.top(), at, plot.bottom(), true);
    }

    private static void draw(SvgWriter svg, Plot plot, Entry entry, double top) {
        double middle = top + ROW / 2 - 3;
        svg.open("g");
        svg.element("title", entry.name + (entry.detail.isEmpty() ? "" : ", " + entry.detail) + ": " + entry.words());
        boolean alone = entry.detail.isEmpty();
        double end = plot.left() - GAP;
        svg.label(end, alone ? middle + 4 : middle - 1, "end", Text.fit(entry.name, SvgWriter.FONT_SIZE, WIDEST_NAME));
        if (!alone) {
            svg.small(end, middle + 12, SMALL, Text.fit(entry.detail, SMALL, WIDEST_NAME));
        }
        if (entry.hasInterval()) {
            svg.empty(
                    "path",
                    Legend.stroke(
                            entry.colour,
                            "d",
                            "M" + Numbers.coordinate(plot.px(entry.low)) + " " + Numbers.coordinate(middle) + "H"
                                    + Numbers.coordinate(plot.px(entry.high)),
                            "stroke-linecap",
                            "round"));
        }
        if (Double.isFinite(entry.value)) {
            svg.dot(entry.colour, 1, plot.px(entry.value), middle, DOT);
        }
        svg.muted(WIDTH - MARGIN, middle + 4, "end", Numbers.value(entry.value));
        svg.close("g");
    }

    private String description(List<Entry> shown, int rest) {
        StringBuilder text = new StringBuilder(entries.size() + " values with intervals");
        text.append(Double.isFinite(reference) ? ", " + referenceName + " " + Numbers.value(reference) : "");
        String separator = ": ";
        for (Entry entry : shown) {
            text.append(separator).append(entry.name).append(' ').append(entry.words());
            separator = "; ";
        }
        return text.append(rest > 0 ? "; and " + rest + " more." : ".").toString();
    }

    /** Collects a chart's entries. Not safe for use by several threads. */
    public static final class Builder {

        private final String title;
        private final List<Entry> entries = new ArrayList<>();
        private String referenceName = "";
        private double reference = Double.NaN;
        private int maxEntries = DEFAULT_MAX_ENTRIES;

        private Builder(String title) {
            this.title = title;
        }

        /** Draws a line at a value to compare with; none when it is not finite, and by default. */
        public Builder reference(String name, double value) {
            this.referenceName = name;
            this.reference = value;
            return this;
        }

        /** Adds a value with its interval; {@code detail} is written below the name, nothing when empty. */
        public Builder entry(String name, String detail, double value, double low, double high) {
            entries.add(new Entry(name, detail, value, low, high, 0));
            return this;
        }

        /** Adds a value in another colour, as {@link #entry}. */
        public Builder markedEntry(String name, String detail, double value, double low, double high) {
            entries.add(new Entry(name, detail, value, low, high, 1));
            return this;
        }

        /** Draws at most so many entries and counts the others below: {@value #DEFAULT_MAX_ENTRIES} by default. */
        public Builder maxEntries(int most) {
            this.maxEntries = most;
            return this;
        }

        /**
         * The chart.
         *
         * @throws IllegalArgumentException when {@code maxEntries} is not positive
         */
        public IntervalChart build() {
            if (maxEntries < 1) {
                throw new IllegalArgumentException("maxEntries must be at least 1, but is " + maxEntries);
            }
            return new IntervalChart(this);
        }
    }

    @Override
    public String toString() {
        return "IntervalChart[" + title + ", " + entries.size() + " entries]";
    }
}
