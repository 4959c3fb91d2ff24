/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/** A curve, of which only the points are drawn that can be seen. */
record XyLine(Series series, int number, boolean dotted) implements XyLayer {

    private static final double DOT = 3.5;

    @Override
    public String[] stroke(String... more) {
        return Legend.stroke(number, more);
    }

    @Override
    public void draw(SvgWriter svg, Plot plot) {
        int points = series.xs.length;
        double[] xs = new double[points];
        double[] ys = new double[points];
        for (int i = 0; i < points; i++) {
            xs[i] = plot.px(series.xs[i]);
            ys[i] = plot.py(series.ys[i]);
        }
        int[] kept = Thinning.kept(xs, ys);
        svg.open("g");
        svg.element("title", series.name);
        if (points > 1) {
            StringBuilder path = new StringBuilder();
            for (int i : kept) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(Numbers.coordinate(xs[i]))
                        .append(' ')
                        .append(Numbers.coordinate(ys[i]));
            }
            svg.empty("path", stroke("d", path.toString(), "stroke-linejoin", "round"));
        }
        if (dotted || points == 1) {
            for (int i : kept) {
                svg.open("g");
                svg.element("title", Numbers.value(series.xs[i]) + ", " + Numbers.value(series.ys[i]));
                svg.dot(number, 1, xs[i], ys[i], DOT);
                svg.close("g");
            }
        }
        svg.close("g");
    }
}
