/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Horizontal bars with names and values, the largest magnitude first: a picture of feature importances.
 *
 * <p>Values have no unit; negative ones go to the left of zero. A NaN or infinite value is written in words and has no
 * bar; NaN comes last. Bars of equal magnitude keep the order in which they were added. Immutable and safe to share.
 *
 * <pre>{@code
 * String svg = BarChart.builder("Feature importance (gain)").bars(gains).build().toSvg();
 * }</pre>
 */
public final class BarChart {

    /** How many bars are drawn when nothing else is said. */
    public static final int DEFAULT_MAX_BARS = 20;

    private static final double DEFAULT_WIDTH = 720;
    private static final double NARROWEST = 240;
    private static final double TOP = 44;
    private static final double ROW = 22;
    private static final double BAR = 14;
    private static final double MARGIN = 16;
    /** The part of the width that names may take. */
    private static final double WIDEST_NAME = 0.39;

    private static final double GAP = 8;

    private record Bar(String name, double value) {

        double magnitude() {
            return Double.isNaN(value) ? -1 : Math.abs(value);
        }
    }

    private final String title;
    private final List<Bar> bars;
    private final int maxBars;
    private final double width;

    private BarChart(Builder builder) {
        this.title = builder.title;
        this.maxBars = builder.maxBars;
        this.width = builder.width;
        List<Bar> sorted = new ArrayList<>();
        builder.values.forEach((name, value) -> sorted.add(new Bar(name, value)));
        if (!builder.inGivenOrder) {
            sorted.sort(Comparator.comparingDouble(Bar::magnitude).reversed());
        }
        this.bars = List.copyOf(sorted);
    }

    /** Begins a chart with that title. */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /** The chart as a complete SVG document: the same text for the same chart, whatever the locale. */
    public String toSvg() {
        List<Bar> shown = bars.subList(0, Math.min(maxBars, bars.size()));
        int rest = bars.size() - shown.size();
        double height = TOP + Math.max(1, shown.size()) * ROW + (rest > 0 ? ROW : 0) + MARGIN;
        SvgWriter svg = new SvgWriter(width, height, title, description(shown, rest));
        svg.heading(MARGIN, 26, Text.fit(title, SvgWriter.TITLE_WIDTH_SIZE, width - 2 * MARGIN));
        if (shown.isEmpty()) {
            svg.muted(width / 2, TOP + BAR, "middle", "no data");
            return svg.finish();
        }
        Layout layout = Layout.of(shown, width);
        svg.rule(layout.x(0), TOP - 4, layout.x(0), TOP + shown.size() * ROW, true);
        for (int i = 0; i < shown.size(); i++) {
            draw(svg, layout, shown.get(i), TOP + i * ROW);
        }
        if (rest > 0) {
            svg.muted(layout.left - GAP, TOP + shown.size() * ROW + BAR, "end", "and " + rest + " more");
        }
        return svg.finish();
    }

    private void draw(SvgWriter svg, Layout layout, Bar bar, double top) {
        String value = Numbers.value(bar.value);
        svg.open("g");
        svg.element("title", bar.name + ": " + value);
        double baseline = top + BAR - 2;
        String name = Text.fit(bar.name, SvgWriter.FONT_SIZE, WIDEST_NAME * width);
        svg.label(layout.left - GAP, baseline, "end", name);
        double end = layout.x(Double.isFinite(bar.value) ? bar.value : 0);
        double start = layout.x(0);
        if (Double.isFinite(bar.value) && bar.value != 0) {
            svg.empty(
                    "rect",
                    "class",
                    Theme.fillClass(bar.value < 0 ? 1 : 0),
                    "x",
                    Numbers.coordinate(Math.min(start, end)),
                    "y",
                    Numbers.coordinate(top),
                    "width",
                    Numbers.coordinate(Math.max(0.5, Math.abs(end - start))),
                    "height",
                    Numbers.coordinate(BAR),
                    "fill",
                    Theme.colour(bar.value < 0 ? 1 : 0));
        }
        if (bar.value < 0 && Double.isFinite(bar.value)) {
            svg.muted(end - 4, baseline, "end", value);
        } else {
            svg.muted(end + 4, baseline, "start", value);
        }
        svg.close("g");
    }

    private String description(List<Bar> shown, int rest) {
        StringBuilder text = new StringBuilder("Bar chart of " + bars.size() + " values");
        String separator = ": ";
        for (Bar bar : shown.subList(0, Math.min(DEFAULT_MAX_BARS, shown.size()))) {
            text.append(separator).append(bar.name).append(' ').append(Numbers.value(bar.value));
            separator = ", ";
        }
        int unnamed = rest + Math.max(0, shown.size() - DEFAULT_MAX_BARS);
        return text.append(unnamed > 0 ? ", and " + unnamed + " more." : ".").toString();
    }

    /** Where the bars begin and end: names to their left, room for the values at both ends. */
    private record Layout(double left, double from, double to, Axis axis) {

        static Layout of(List<Bar> shown, double width) {
            double names = 0;
            double values = 0;
            double min = 0;
            double max = 0;
            for (Bar bar : shown) {
                names = Math.max(names, Text.width(bar.name, SvgWriter.FONT_SIZE));
                values = Math.max(values, Text.width(Numbers.value(bar.value), SvgWriter.FONT_SIZE));
                if (Double.isFinite(bar.value)) {
                    min = Math.min(min, bar.value);
                    max = Math.max(max, bar.value);
                }
            }
            double left = MARGIN + Math.max(60, Math.min(names, WIDEST_NAME * width)) + GAP;
            double from = left + (min < 0 ? values + GAP : 0);
            // With nothing to draw the zero line is the left edge.
            return new Layout(left, from, width - MARGIN - values - GAP, Axis.of(min, max == min ? 1 : max, 0));
        }

        double x(double value) {
            return from + axis.position(value) * (to - from);
        }
    }

    /** Collects a chart's bars. Not safe for use by several threads. */
    public static final class Builder {

        private final String title;
        private final Map<String, Double> values = new LinkedHashMap<>();
        private int maxBars = DEFAULT_MAX_BARS;
        private double width = DEFAULT_WIDTH;
        private boolean inGivenOrder;

        private Builder(String title) {
            this.title = title;
        }

        /** Adds a bar; a name that is already there gets the new value. */
        public Builder bar(String name, double value) {
            values.put(name, value);
            return this;
        }

        /** Adds a bar for each entry, in the map's order. */
        public Builder bars(Map<String, ? extends Number> bars) {
            bars.forEach((name, value) -> bar(name, value.doubleValue()));
            return this;
        }

        /** Draws at most so many bars and counts the others below: {@value #DEFAULT_MAX_BARS} by default. */
        public Builder maxBars(int maxBars) {
            this.maxBars = maxBars;
            return this;
        }

        /** Draws the chart so many pixels wide, at least 240; 720 by default, 400 can be read on a telephone. */
        public Builder width(double pixels) {
            this.width = pixels;
            return this;
        }

        /** Draws the bars in the order in which they were added, as those of a histogram. */
        public Builder inGivenOrder() {
            this.inGivenOrder = true;
            return this;
        }

        /**
         * The chart.
         *
         * @throws IllegalArgumentException when {@code maxBars} is not positive or the chart is too narrow
         */
        public BarChart build() {
            if (maxBars < 1) {
                throw new IllegalArgumentException("maxBars must be at least 1, but is " + maxBars);
            }
            if (!(width >= NARROWEST && width <= 10_000)) {
                throw new IllegalArgumentException("width must be 240 to 10000 pixels, but is " + width);
            }
            return new BarChart(this);
        }
    }
}
