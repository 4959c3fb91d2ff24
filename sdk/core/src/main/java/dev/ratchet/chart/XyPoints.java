/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/** Points without a line: each a dot while they are few, else how many lie in each cell. */
record XyPoints(Series series, int number) implements XyLayer {

    private static final int MOST_DOTS = 1000;
    private static final int COLUMNS = 60;
    private static final int ROWS = 50;
    private static final double DOT = 2.5;
    /** The opacity of a cell by the logarithm of its count. */
    private static final double[] LEVELS = {0.12, 0.25, 0.4, 0.55, 0.75, 1};

    @Override
    public String[] stroke(String... more) {
        return Legend.stroke(number, more);
    }

    @Override
    public void draw(SvgWriter svg, Plot plot) {
        svg.open("g");
        svg.element("title", series.name);
        if (series.xs.length <= MOST_DOTS) {
            for (int i = 0; i < series.xs.length; i++) {
                svg.dot(number, 0.55, plot.px(series.xs[i]), plot.py(series.ys[i]), DOT);
            }
        } else {
            cells(svg, plot);
        }
        svg.close("g");
    }

    /** One path for each level, so that the picture's size does not depend on the points. */
    private void cells(SvgWriter svg, Plot plot) {
        double[][] counts = new double[COLUMNS][ROWS];
        double most = 0;
        for (int i = 0; i < series.xs.length; i++) {
            int column = cell(plot.x().position(series.xs[i]), COLUMNS);
            int row = cell(plot.y().position(series.ys[i]), ROWS);
            most = Math.max(most, ++counts[column][row]);
        }
        double width = (plot.right() - plot.left()) / COLUMNS;
        double height = (plot.bottom() - plot.top()) / ROWS;
        StringBuilder[] paths = new StringBuilder[LEVELS.length];
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < ROWS; row++) {
                if (counts[column][row] > 0) {
                    int level = level(counts[column][row], most);
                    paths[level] = paths[level] == null ? new StringBuilder() : paths[level];
                    paths[level]
                            .append('M')
                            .append(Numbers.coordinate(plot.left() + column * width))
                            .append(' ')
                            .append(Numbers.coordinate(plot.bottom() - row * height))
                            .append('h')
                            .append(Numbers.coordinate(width))
                            .append('v')
                            .append(Numbers.coordinate(-height))
                            .append('h')
                            .append(Numbers.coordinate(-width))
                            .append('z');
                }
            }
        }
        for (int level = 0; level < LEVELS.length; level++) {
            if (paths[level] != null) {
                svg.empty("path", SvgWriter.fill(number, LEVELS[level], "d", paths[level].toString()));
            }
        }
    }

    private static int cell(double position, int cells) {
        return (int) Math.max(0, Math.min(cells - 1, Math.floor(position * cells)));
    }

    private static int level(double count, double most) {
        return (int) Math.floor((LEVELS.length - 1) * Math.log(count) / Math.log(Math.max(2, most)));
    }
}
