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
 * Curves and points over two number axes: ROC curves, calibration, residuals. Narrow enough for a telephone.
 *
 * <p>A point of which a coordinate is NaN or infinite is left out and counted below the plot. Any number of points may be
 * given: of a line those stay that can be seen, at most 500, and of more than 1,000 points only how many lie where is drawn.
 * Immutable and safe to share.
 *
 * <pre>{@code
 * String svg = XyChart.builder("ROC curve").line("model", falsePositiveRates, truePositiveRates)
 *         .reference("chance", 0, 0, 1, 1).xLabel("false positive rate").yLabel("true positive rate").build().toSvg();
 * }</pre>
 */
public final class XyChart {

    private static final double MARGIN = 12;
    private static final double LEGEND_TOP = 44;
    private static final double LEGEND_ROW = 18;
    private static final double PLOT_HEIGHT = 300;
    private static final double STRIP_HEIGHT = 52;
    private static final double STRIP_GAP = 30;
    private static final int DESCRIBED = 20;

    private final Builder settings;
    private final List<XyLayer> layers;

    private XyChart(Builder builder) {
        this.settings = new Builder(builder);
        this.layers = List.copyOf(builder.layers);
    }

    /** Begins a chart with that title. */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /** The chart as a complete SVG document: the same text for the same chart, whatever the locale. */
    public String toSvg() {
        double width = Builder.WIDTH;
        List<XyLayer> named = layers.stream().filter(XyLayer::isNamed).toList();
        Legend legend = Legend.of(named.stream().map(XyLayer::name).toList(), MARGIN, width - MARGIN);
        double top = LEGEND_TOP + legend.rows() * LEGEND_ROW + (settings.yLabel.isEmpty() ? 0 : LEGEND_ROW);
        double bottom = top + PLOT_HEIGHT;
        double below = bottom + 18;
        double stripTop = below + STRIP_GAP;
        double end = settings.counts.length == 0 ? below : stripTop + STRIP_HEIGHT;
        long notDrawn = layers.stream().mapToLong(XyLayer::notFinite).sum();
        double height = end + (settings.xLabel.isEmpty() ? 0 : 18) + (notDrawn > 0 ? 18 : 0) + 10;
        SvgWriter svg = new SvgWriter(width, height, settings.title, description());
        svg.heading(MARGIN, 26, Text.fit(settings.title, SvgWriter.TITLE_WIDTH_SIZE, width - 2 * MARGIN));
        drawLegend(svg, legend, named);
        if (!settings.yLabel.isEmpty()) {
            svg.muted(MARGIN, top - 10, "start", Text.fit(settings.yLabel, SvgWriter.FONT_SIZE, width - 2 * MARGIN));
        }
        plot(svg, top, bottom, stripTop);
        if (!settings.xLabel.isEmpty()) {
            end += 18;
            svg.muted(width - MARGIN, end, "end", Text.fit(settings.xLabel, SvgWriter.FONT_SIZE, width - 2 * MARGIN));
        }
        if (notDrawn > 0) {
            String points = notDrawn == 1 ? "1 point is" : notDrawn + " points are";
            svg.muted(width - MARGIN, end + 18, "end", points + " not finite and not drawn");
        }
        return svg.finish();
    }

    private static void drawLegend(SvgWriter svg, Legend legend, List<XyLayer> named) {
        legend.draw(
                svg, LEGEND_TOP, LEGEND_ROW, (entry, more) -> named.get(entry).stroke(more));
    }

    private void plot(SvgWriter svg, double top, double bottom, double stripTop) {
        double right = Builder.WIDTH - MARGIN - 4;
        Range x = settings.x;
        Range y = settings.y;
        for (XyLayer layer : layers) {
            x = x.and(layer.xs());
            y = y.and(layer.ys());
        }
        if (layers.isEmpty() || x.isEmpty() || y.isEmpty()) {
            svg.rule(MARGIN, bottom, right, bottom, true);
            svg.muted(Builder.WIDTH / 2, (top + bottom) / 2, "middle", "no data");
            return;
        }
        Plot plot = Plot.of(MARGIN, top, right, bottom, x.axis(settings.x.isEmpty()), y.axis(settings.y.isEmpty()));
        plot.drawAxes(svg, bottom + 18);
        layers.forEach(layer -> layer.draw(svg, plot));
        if (settings.counts.length > 0) {
            strip(svg, plot, stripTop);
        }
    }

    /** Bars of counts below the plot, on its horizontal axis. */
    private void strip(SvgWriter svg, Plot plot, double top) {
        long most = Math.max(1, Arrays.stream(settings.counts).max().orElse(1));
        double bottom = top + STRIP_HEIGHT;
        svg.muted(MARGIN, top - 4, "start", settings.countLabel);
        svg.rule(plot.left(), bottom, plot.right(), bottom, true);
        for (int i = 0; i < settings.counts.length; i++) {
            double left = plot.px(settings.edges[i]);
            double right = plot.px(settings.edges[i + 1]);
            double height = settings.counts[i] * (STRIP_HEIGHT - 6) / most;
            svg.open("g");
            svg.element(
                    "title",
                    Numbers.value(settings.edges[i]) + " to " + Numbers.value(settings.edges[i + 1]) + ": "
                            + settings.counts[i]);
            if (settings.counts[i] > 0) {
                svg.box(0, 1, left + 1, bottom - Math.max(1, height), right - left - 2, Math.max(1, height));
            }
            svg.close("g");
        }
    }

    private String description() {
        StringBuilder text = new StringBuilder("Chart of " + settings.yLabel + " over " + settings.xLabel + ".");
        layers.stream()
                .limit(DESCRIBED)
                .forEach(layer -> text.append(' ').append(layer.description()).append('.'));
        int rest = layers.size() - DESCRIBED;
        return text.append(rest > 0 ? " And " + rest + " more." : "").toString();
    }

    /** Collects a chart's lines and points. Not safe for use by several threads. */
    public static final class Builder {

        private static final double WIDTH = 400;

        private final String title;
        private final List<XyLayer> layers = new ArrayList<>();
        private String xLabel = "";
        private String yLabel = "";
        private Range x = Range.EMPTY;
        private Range y = Range.EMPTY;
        private String countLabel = "";
        private double[] edges = {};
        private long[] counts = {};
        private int coloured;

        private Builder(String title) {
            this.title = title;
        }

        private Builder(Builder other) {
            this.title = other.title;
            this.xLabel = other.xLabel;
            this.yLabel = other.yLabel;
            this.x = other.x;
            this.y = other.y;
            this.countLabel = other.countLabel;
            this.edges = other.edges;
            this.counts = other.counts;
        }

        /** Names the horizontal axis: nothing by default. */
        public Builder xLabel(String label) {
            this.xLabel = label;
            return this;
        }

        /** Names the vertical axis: nothing by default. */
        public Builder yLabel(String label) {
            this.yLabel = label;
            return this;
        }

        /** The values that the horizontal axis shows in any case, both finite; by default those of the points. */
        public Builder xRange(double low, double high) {
            this.x = Range.EMPTY.and(low, high);
            return this;
        }

        /** The values that the vertical axis shows in any case, both finite; by default those of the points. */
        public Builder yRange(double low, double high) {
            this.y = Range.EMPTY.and(low, high);
            return this;
        }

        /**
         * Adds a line through the points, in the order of x; points of equal x stay in the order in which they are given.
         *
         * @throws IllegalArgumentException when there are not as many x as y
         */
        public Builder line(String name, double[] xs, double[] ys) {
            layers.add(new XyLine(series(name, xs, ys), coloured++, false));
            return this;
        }

        /**
         * Adds a line with a dot at each point, for few points.
         *
         * @throws IllegalArgumentException when there are not as many x as y
         */
        public Builder dottedLine(String name, double[] xs, double[] ys) {
            layers.add(new XyLine(series(name, xs, ys), coloured++, true));
            return this;
        }

        /** Adds a dashed grey line from one point to another, to compare with. */
        public Builder reference(String name, double fromX, double fromY, double toX, double toY) {
            layers.add(new XyReference(series(name, new double[] {fromX, toX}, new double[] {fromY, toY})));
            return this;
        }

        /**
         * Adds points without a line. More than 1,000 are counted in cells, which are the darker, the more points they hold.
         *
         * @throws IllegalArgumentException when there are not as many x as y
         */
        public Builder points(String name, double[] xs, double[] ys) {
            layers.add(new XyPoints(series(name, xs, ys), coloured++));
            return this;
        }

        /**
         * Adds bars of counts below the plot, on its horizontal axis.
         *
         * @param label what is counted
         * @param binEdges from the lowest to the highest, one more than counts, all finite
         * @param ofBins none negative
         * @throws IllegalArgumentException when there is not one more edge than counts
         */
        public Builder counts(String label, double[] binEdges, long[] ofBins) {
            if (binEdges.length != ofBins.length + 1) {
                throw new IllegalArgumentException(
                        binEdges.length + " edges of " + ofBins.length + " bins: one more edge than bins is needed");
            }
            this.countLabel = label;
            this.edges = binEdges.clone();
            this.counts = ofBins.clone();
            return this;
        }

        /** The chart. */
        public XyChart build() {
            return new XyChart(this);
        }

        private static Series series(String name, double[] xs, double[] ys) {
            if (xs.length != ys.length) {
                throw new IllegalArgumentException(
                        "'" + name + "' has " + xs.length + " x values and " + ys.length + " y values");
            }
            return Series.finite(name, xs, ys);
        }
    }

    /** The smallest and the largest of some values; empty when the low one is above the high one. */
    private record Range(double low, double high) {

        static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        boolean isEmpty() {
            return low > high;
        }

        Range and(double... values) {
            return new Range(
                    Math.min(low, DoubleStream.of(values).min().orElse(low)),
                    Math.max(high, DoubleStream.of(values).max().orElse(high)));
        }

        Axis axis(boolean roomy) {
            return Axis.of(low, high, roomy ? 0.04 : 0);
        }
    }

    @Override
    public String toString() {
        return "XyChart[" + settings.title + ", "
                + layers.stream().map(XyLayer::name).toList() + "]";
    }
}
