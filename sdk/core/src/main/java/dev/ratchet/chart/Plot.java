/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.List;

/** The rectangle of a plot of two number axes, and where values lie in it. */
record Plot(double left, double top, double right, double bottom, Axis x, Axis y) {

    private static final double LABEL_GAP = 6;
    private static final int TICKS = 5;

    /** Leaves room for the labels of the vertical axis, which begin at {@code left}. */
    static Plot of(double left, double top, double right, double bottom, Axis x, Axis y) {
        double labels = y.ticks(TICKS, false).stream()
                .mapToDouble(tick -> Text.width(tick.label(), SvgWriter.FONT_SIZE))
                .max()
                .orElse(0);
        return new Plot(left + labels + LABEL_GAP, top, right, bottom, x, y);
    }

    double px(double value) {
        return left + x.position(value) * (right - left);
    }

    double py(double value) {
        return bottom - y.position(value) * (bottom - top);
    }

    /** Draws the grid and the labels of both axes; those of the horizontal one below {@code labelsAt}. */
    void drawAxes(SvgWriter svg, double labelsAt) {
        for (Axis.Tick tick : y.ticks(TICKS, false)) {
            double at = bottom - tick.position() * (bottom - top);
            svg.rule(left, at, right, at, false);
            svg.muted(left - LABEL_GAP, at + 4, "end", tick.label());
        }
        svg.rule(left, bottom, right, bottom, true);
        drawHorizontal(svg, labelsAt);
    }

    /** Draws the labels of the horizontal axis, as many as there is room for. */
    void drawHorizontal(SvgWriter svg, double labelsAt) {
        double free = Double.NEGATIVE_INFINITY;
        List<Axis.Tick> ticks = x.ticks(TICKS, false);
        for (Axis.Tick tick : ticks) {
            double width = Text.width(tick.label(), SvgWriter.FONT_SIZE);
            double at = left + tick.position() * (right - left);
            double begin = Math.min(at - width / 2, right - width);
            svg.rule(at, bottom, at, bottom + 4, true);
            if (begin >= free) {
                svg.muted(begin + width / 2, labelsAt, "middle", tick.label());
                free = begin + width + 4;
            }
        }
    }
}
