/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.Arrays;

/** A dashed grey line between two points. */
record XyReference(Series series) implements XyLayer {

    @Override
    public String[] stroke(String... more) {
        String[] look = {
            "class", "rc-axis", "fill", "none", "stroke", Theme.MUTED, "stroke-width", "1.5", "stroke-dasharray", "5 4"
        };
        String[] all = Arrays.copyOf(look, look.length + more.length);
        System.arraycopy(more, 0, all, look.length, more.length);
        return all;
    }

    @Override
    public String description() {
        return "Compared with " + series.name;
    }

    @Override
    public void draw(SvgWriter svg, Plot plot) {
        if (series.xs.length < 2) {
            return;
        }
        svg.empty(
                "path",
                stroke(
                        "d",
                        "M" + Numbers.coordinate(plot.px(series.xs[0])) + " "
                                + Numbers.coordinate(plot.py(series.ys[0])) + "L"
                                + Numbers.coordinate(plot.px(series.xs[1])) + " "
                                + Numbers.coordinate(plot.py(series.ys[1]))));
    }
}
