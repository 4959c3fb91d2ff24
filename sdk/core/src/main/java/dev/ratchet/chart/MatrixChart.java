/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A confusion matrix: rows are what is true, columns what was predicted. The darker a cell, the larger its share of the row;
 * what was told right has one colour, what was not another.
 *
 * <p>Counts may be sums of weights; what is NaN, infinite or negative counts as 0. Of more than 50 classes those 49 are drawn
 * that take part in most errors, all others are put together. The picture is 400 pixels wide for a dozen classes and grows
 * with them. Immutable and safe to share.
 */
public final class MatrixChart {

    private static final int MOST_CLASSES = 50;
    private static final double WIDTH = 400;
    private static final double MARGIN = 12;
    private static final double TOP = 40;
    private static final double WIDEST_NAME = 110;
    private static final double SMALLEST_CELL = 26;
    private static final double HIGHEST_CELL = 72;
    private static final double GAP = 6;
    private static final double MOST_OPACITY = 0.6;

    private final String title;
    private final List<String> names;
    private final double[][] counts;

    private MatrixChart(String title, List<String> names, double[][] counts) {
        this.title = title;
        this.names = names;
        this.counts = counts;
    }

    /**
     * A chart of counts.
     *
     * @param names of the classes, in the order of the counts
     * @param counts for each true class those predicted as each class
     * @throws IllegalArgumentException when there are not as many counts as names, in both directions
     */
    public static MatrixChart of(String title, List<String> names, double[][] counts) {
        double[][] own = Arrays.stream(counts)
                .map(row -> Arrays.stream(row)
                        .map(count -> Double.isFinite(count) && count > 0 ? count : 0)
                        .toArray())
                .toArray(double[][]::new);
        if (own.length != names.size() || Arrays.stream(own).anyMatch(row -> row.length != names.size())) {
            throw new IllegalArgumentException(
                    "there are " + names.size() + " classes, so as many rows of as many counts are needed");
        }
        return own.length <= MOST_CLASSES
                ? new MatrixChart(title, List.copyOf(names), own)
                : together(title, names, own);
    }

    /** Keeps the classes of most errors and adds all others up. */
    private static MatrixChart together(String title, List<String> names, double[][] counts) {
        int classes = names.size();
        double[] errors = new double[classes];
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                if (truth != predicted) {
                    errors[truth] += counts[truth][predicted];
                    errors[predicted] += counts[truth][predicted];
                }
            }
        }
        Set<Integer> kept = new HashSet<>(IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> errors[i]).reversed())
                .limit(MOST_CLASSES - 1)
                .toList());
        int[] places = new int[classes];
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            places[i] = kept.contains(i) ? shown.size() : MOST_CLASSES - 1;
            if (kept.contains(i)) {
                shown.add(names.get(i));
            }
        }
        shown.add((classes - shown.size()) + " others");
        double[][] sums = new double[MOST_CLASSES][MOST_CLASSES];
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                sums[places[truth]][places[predicted]] += counts[truth][predicted];
            }
        }
        return new MatrixChart(title, List.copyOf(shown), sums);
    }

    /** The chart as a complete SVG document: the same text for the same chart, whatever the locale. */
    public String toSvg() {
        int classes = names.size();
        double widest = names.stream()
                .mapToDouble(name -> Text.width(name, SvgWriter.FONT_SIZE))
                .max()
                .orElse(0);
        double nameWidth = Math.max(40, Math.min(widest, WIDEST_NAME));
        double left = MARGIN + nameWidth + GAP;
        double cell = Math.max(SMALLEST_CELL, (WIDTH - left - MARGIN) / Math.max(1, classes));
        double width = Math.max(WIDTH, left + classes * cell + MARGIN);
        double cellHeight = Math.min(cell, HIGHEST_CELL);
        boolean upright = widest <= cell - 4;
        double namesHeight = upright ? 18 : nameWidth + GAP;
        double top = TOP + 20 + namesHeight;
        double height = top + Math.max(1, classes) * cellHeight + MARGIN;
        SvgWriter svg = new SvgWriter(width, height, title, description());
        svg.heading(MARGIN, 26, Text.fit(title, SvgWriter.TITLE_WIDTH_SIZE, width - 2 * MARGIN));
        if (classes == 0) {
            svg.muted(width / 2, top, "middle", "no data");
            return svg.finish();
        }
        svg.muted(MARGIN, TOP + 10, "start", "rows: actual, columns: predicted");
        for (int i = 0; i < classes; i++) {
            String name = Text.fit(names.get(i), SvgWriter.FONT_SIZE, WIDEST_NAME);
            svg.label(left - GAP, top + i * cellHeight + cellHeight / 2 + 4, "end", name);
            double middle = left + i * cell + cell / 2;
            if (upright) {
                svg.label(middle, top - GAP, "middle", name);
            } else {
                svg.upwards(middle + 4, top - GAP, name);
            }
        }
        for (int truth = 0; truth < classes; truth++) {
            drawRow(svg, truth, left, top + truth * cellHeight, cell, cellHeight);
        }
        return svg.finish();
    }

    private void drawRow(SvgWriter svg, int truth, double left, double top, double cell, double height) {
        double all = Arrays.stream(counts[truth]).sum();
        svg.rule(left, top, left + counts.length * cell, top, false);
        for (int predicted = 0; predicted < counts.length; predicted++) {
            double count = counts[truth][predicted];
            double share = all == 0 ? 0 : count / all;
            double x = left + predicted * cell;
            boolean right = truth == predicted;
            if (count == 0 && !right) {
                continue;
            }
            svg.open("g");
            svg.element(
                    "title",
                    names.get(truth) + " predicted as " + names.get(predicted) + ": " + Numbers.count(count) + ", "
                            + Numbers.percent(share) + " of the row");
            svg.box(right ? 0 : 1, 0.08 + share * (MOST_OPACITY - 0.08), x + 0.5, top + 0.5, cell - 1, height - 1);
            boolean two = height >= 44 && all > 0;
            String words = Numbers.shortCount(count, SvgWriter.FONT_SIZE, cell - 2);
            svg.label(x + cell / 2, top + height / 2 + (two ? -2 : 4), "middle", words);
            if (two) {
                svg.label(x + cell / 2, top + height / 2 + 15, "middle", Numbers.percent(share));
            }
            svg.close("g");
        }
    }

    private String description() {
        double all = 0;
        double right = 0;
        for (int i = 0; i < counts.length; i++) {
            all += Arrays.stream(counts[i]).sum();
            right += counts[i][i];
        }
        return "Confusion matrix of " + names.size() + " classes: " + Numbers.count(right) + " of " + Numbers.count(all)
                + " were told right.";
    }

    @Override
    public String toString() {
        return "MatrixChart[" + title + ", " + names.size() + " classes]";
    }
}
