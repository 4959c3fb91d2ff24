/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines over steps: learning curves, one line per series.
 *
 * <p>A point whose y is NaN or infinite is a gap; a point whose x is not finite is left out; points are drawn in the
 * order of x. A point between two gaps is a dot. Any number of points may be given: the picture keeps each pixel
 * column's extremes. The first eight series differ by colour, the next by their dashes too. Immutable and safe to share.
 *
 * <pre>{@code
 * String svg = LineChart.builder("Loss").series("train", trainLoss).series("validation", validLoss).build().toSvg();
 * }</pre>
 */
public final class LineChart {

    private static final double WIDTH = 720;
    private static final double MARGIN = 16;
    private static final double LEGEND_TOP = 46;
    private static final double LEGEND_ROW = 18;
    private static final double PLOT_HEIGHT = 300;
    private static final int DESCRIBED_SERIES = 20;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series;

    private LineChart(Builder builder) {
        this.title = builder.title;
        this.xLabel = builder.xLabel;
        this.yLabel = builder.yLabel;
        this.series = List.copyOf(builder.series);
    }

    /** Begins a chart with that title. */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /** The chart as a complete SVG document: the same text for the same chart, whatever the locale. */
    public String toSvg() {
        Legend legend = Legend.of(series.stream().map(s -> s.name).toList(), MARGIN, WIDTH - MARGIN);
        double top = LEGEND_TOP + legend.rows() * LEGEND_ROW + (yLabel.isEmpty() ? 0 : LEGEND_ROW);
        double bottom = top + PLOT_HEIGHT;
        long notFinite = series.stream().mapToLong(Series::notFinite).sum();
        double height = bottom + 26 + (xLabel.isEmpty() ? 0 : 16) + (notFinite > 0 ? 16 : 0) + 6;
        SvgWriter svg = new SvgWriter(WIDTH, height, title, description());
        svg.heading(MARGIN, 26, Text.fit(title, SvgWriter.TITLE_WIDTH_SIZE, WIDTH - 2 * MARGIN));
        legend.draw(svg, LEGEND_TOP, LEGEND_ROW);
        if (!yLabel.isEmpty()) {
            svg.muted(MARGIN, top - 10, "start", Text.fit(yLabel, SvgWriter.FONT_SIZE, WIDTH / 2));
        }
        double right = plot(svg, top, bottom);
        double below = bottom + 18;
        if (!xLabel.isEmpty()) {
            below += 18;
            svg.muted(right, below, "end", Text.fit(xLabel, SvgWriter.FONT_SIZE, WIDTH / 2));
        }
        if (notFinite > 0) {
            String values = notFinite == 1 ? "1 value is" : notFinite + " values are";
            svg.muted(right, below + 16, "end", values + " not finite and not drawn");
        }
        return svg.finish();
    }

    /** Draws axes and lines and returns the right end of the plot. */
    private double plot(SvgWriter svg, double top, double bottom) {
        double right = WIDTH - MARGIN - 8;
        Extent x = new Extent();
        Extent y = new Extent();
        for (Series one : series) {
            for (int i = 0; i < one.xs.length; i++) {
                if (Double.isFinite(one.ys[i])) {
                    x.add(one.xs[i]);
                    y.add(one.ys[i]);
                }
            }
        }
        if (x.isEmpty()) {
            svg.rule(MARGIN, bottom, right, bottom, true);
            svg.muted(WIDTH / 2, (top + bottom) / 2, "middle", "no data");
            return right;
        }
        Axis xAxis = x.min == x.max && Math.abs(x.min) < 1e9 ? Axis.of(x.min - 1, x.max + 1, 0) : x.axis(0);
        Axis yAxis = y.axis(0.05);
        List<Axis.Tick> yTicks = yAxis.ticks(6, false);
        double labels = yTicks.stream()
                .mapToDouble(tick -> Text.width(tick.label(), SvgWriter.FONT_SIZE))
                .max()
                .orElse(0);
        Frame frame = new Frame(MARGIN + labels + 6, top, right, bottom, xAxis, yAxis);
        frame.drawAxes(svg, yTicks, series.stream().allMatch(Series::wholeSteps));
        for (int i = 0; i < series.size(); i++) {
            frame.draw(svg, series.get(i), i);
        }
        return right;
    }

    private String description() {
        StringBuilder text = new StringBuilder("Line chart of " + series.size() + " series");
        text.append(xLabel.isEmpty() ? "." : " over " + xLabel + ".");
        series.stream()
                .limit(DESCRIBED_SERIES)
                .forEach(one -> text.append(' ').append(one.description()).append('.'));
        int rest = series.size() - DESCRIBED_SERIES;
        return text.append(rest > 0 ? " And " + rest + " more." : "").toString();
    }

    /** Collects a chart's series. Not safe for use by several threads. */
    public static final class Builder {

        private final String title;
        private String xLabel = "step";
        private String yLabel = "";
        private final List<Series> series = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /** Names the horizontal axis: {@code step} by default, nothing when empty. */
        public Builder xLabel(String label) {
            this.xLabel = label;
            return this;
        }

        /** Names the vertical axis: nothing by default. */
        public Builder yLabel(String label) {
            this.yLabel = label;
            return this;
        }

        /** Adds a line through these values at steps 0, 1, 2 and so on. */
        public Builder series(String name, double[] ys) {
            return series(
                    name,
                    DoubleStream.iterate(0, step -> step + 1).limit(ys.length).toArray(),
                    ys);
        }

        /**
         * Adds a line through the points (x, y).
         *
         * @throws IllegalArgumentException when there are not as many x as y
         */
        public Builder series(String name, double[] xs, double[] ys) {
            if (xs.length != ys.length) {
                throw new IllegalArgumentException(
                        "series '" + name + "' has " + xs.length + " x values and " + ys.length + " y values");
            }
            series.add(Series.of(name, xs, ys));
            return this;
        }

        /** The chart. */
        public LineChart build() {
            return new LineChart(this);
        }
    }

    /** The smallest and the largest of some values. */
    private static final class Extent {

        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        void add(double value) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        boolean isEmpty() {
            return min > max;
        }

        Axis axis(double room) {
            return Axis.of(min, max, room);
        }
    }

    /** The rectangle of the plot and its axes. */
    private record Frame(double left, double top, double right, double bottom, Axis x, Axis y) {

        void drawAxes(SvgWriter svg, List<Axis.Tick> yTicks, boolean wholeSteps) {
            for (Axis.Tick tick : yTicks) {
                double at = bottom - tick.position() * (bottom - top);
                svg.rule(left, at, right, at, false);
                svg.muted(left - 6, at + 4, "end", tick.label());
            }
            svg.rule(left, bottom, right, bottom, true);
            double free = Double.NEGATIVE_INFINITY;
            for (Axis.Tick tick : x.ticks(8, wholeSteps)) {
                double at = left + tick.position() * (right - left);
                double half = Text.width(tick.label(), SvgWriter.FONT_SIZE) / 2;
                svg.rule(at, bottom, at, bottom + 4, true);
                if (at - half >= free) {
                    svg.muted(at, bottom + 18, "middle", tick.label());
                    free = at + half + 4;
                }
            }
        }

        void draw(SvgWriter svg, Series series, int number) {
            LinePath path = new LinePath(series.xs.length > 2 * (right - left));
            for (int i = 0; i < series.xs.length; i++) {
                if (Double.isFinite(series.ys[i])) {
                    path.point(
                            left + x.position(series.xs[i]) * (right - left),
                            bottom - y.position(series.ys[i]) * (bottom - top));
                } else {
                    path.gap();
                }
            }
            path.finish();
            svg.open("g");
            svg.element("title", series.name);
            if (!path.lines().isEmpty()) {
                svg.empty("path", Legend.stroke(number, "d", path.lines(), "stroke-linejoin", "round"));
            }
            if (!path.dots().isEmpty()) {
                svg.empty("path", "class", Theme.fillClass(number), "d", path.dots(), "fill", Theme.colour(number));
            }
            svg.close("g");
        }
    }

    @Override
    public String toString() {
        return "LineChart[" + title + ", "
                + Arrays.toString(series.stream().map(s -> s.name).toArray()) + "]";
    }
}
