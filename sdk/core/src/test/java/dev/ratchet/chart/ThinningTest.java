/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;

import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class ThinningTest {

    /** As wide as the plot of a chart. */
    private static final double PIXELS = 350;

    @Test
    void kept_looksTheSame_forAMillionPoints() {
        int points = 1_000_000;
        double[] xs = new double[points];
        double[] ys = new double[points];
        Random random = new Random(5);
        for (int i = 0; i < points; i++) {
            double x = (double) i / points;
            xs[i] = x * PIXELS;
            ys[i] = PIXELS * (Math.pow(x, 0.1) + 0.0003 * random.nextGaussian());
        }
        int[] kept = Thinning.kept(xs, ys);

        assertThat(kept)
                .hasSizeLessThanOrEqualTo(Thinning.MOST_POINTS)
                .startsWith(0)
                .endsWith(points - 1);
        assertThat(farthest(xs, ys, kept)).isLessThan(1);
    }

    @Test
    void kept_areBothEndsOfAStraightLine() {
        double[] xs = new Random(1).doubles(10_000, 0, PIXELS).sorted().toArray();
        double[] ys = Arrays.stream(xs).map(x -> 2 * x).toArray();

        assertThat(Thinning.kept(xs, ys)).containsExactly(0, 9_999);
    }

    @Test
    void kept_areAllCornersOfASteepCurve() {
        double[] xs = {0, 0, 0, 100, 100, 200};
        double[] ys = {0, 50, 300, 300, 10, 10};

        assertThat(Thinning.kept(xs, ys)).containsExactly(0, 2, 3, 4, 5);
    }

    @Test
    void kept_areFew_whenEveryPointIsElsewhere() {
        double[] xs = new Random(2).doubles(20_000, 0, PIXELS).sorted().toArray();
        double[] ys = new Random(3).doubles(20_000, 0, PIXELS).toArray();

        assertThat(Thinning.kept(xs, ys)).hasSizeLessThanOrEqualTo(Thinning.MOST_POINTS);
    }

    @Test
    void kept_isEverything_ofTwoPoints() {
        assertThat(Thinning.kept(new double[0], new double[0])).isEmpty();
        assertThat(Thinning.kept(new double[] {1}, new double[] {1})).containsExactly(0);
        assertThat(Thinning.kept(new double[] {1, 1}, new double[] {1, 1})).containsExactly(0, 1);
    }

    /** How far the points are from the line through the kept ones. */
    private static double farthest(double[] xs, double[] ys, int[] kept) {
        double farthest = 0;
        for (int k = 1; k < kept.length; k++) {
            Line2D stretch = new Line2D.Double(xs[kept[k - 1]], ys[kept[k - 1]], xs[kept[k]], ys[kept[k]]);
            for (int i = kept[k - 1]; i < kept[k]; i++) {
                farthest = Math.max(farthest, stretch.ptSegDist(xs[i], ys[i]));
            }
        }
        return farthest;
    }
}
