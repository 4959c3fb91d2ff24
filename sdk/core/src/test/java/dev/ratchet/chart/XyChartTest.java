/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XyChartTest {

    private static XyChart.Builder curve() {
        return XyChart.builder("ROC")
                .xLabel("false positive rate")
                .yLabel("true positive rate")
                .xRange(0, 1)
                .yRange(0, 1)
                .line("model", new double[] {0, 0, 0.2, 1}, new double[] {0, 0.7, 0.9, 1});
    }

    @Test
    void toSvg_namesLinesAndAxes() {
        String svg = curve().reference("chance", 0, 0, 1, 1).build().toSvg();

        assertThat(Svgs.texts(svg))
                .contains("ROC", "model", "chance", "false positive rate", "true positive rate", "0.2");
        assertThat(Svgs.lines(svg)).singleElement().asString().startsWith("M").contains("L");
        assertThat(Svgs.elements(Svgs.parse(svg), "desc").get(0).getTextContent())
                .contains("true positive rate over false positive rate", "model: 4 points", "chance");
        assertThat(Svgs.parse(svg).getDocumentElement().getAttribute("width")).isEqualTo("400");
    }

    @Test
    void toSvg_isSmall_forAMillionPoints() {
        double[] xs = new Random(1).doubles(1_000_000).sorted().toArray();
        double[] ys =
                IntStream.range(0, xs.length).mapToDouble(i -> Math.sqrt(xs[i])).toArray();

        assertThat(XyChart.builder("t").line("model", xs, ys).build().toSvg()).hasSizeLessThan(15_000);
    }

    @Test
    void toSvg_countsManyPointsInCells() {
        Random random = new Random(4);
        double[] xs = random.doubles(300_000).map(x -> x * x).toArray();
        double[] ys = IntStream.range(0, xs.length)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        String few = XyChart.builder("t")
                .points("rows", new double[] {1, 2}, new double[] {3, 4})
                .build()
                .toSvg();
        String many = XyChart.builder("t").points("rows", xs, ys).build().toSvg();

        assertThat(Svgs.elements(Svgs.parse(few), "circle")).hasSize(2);
        assertThat(Svgs.elements(Svgs.parse(many), "circle")).isEmpty();
        assertThat(many).hasSizeLessThan(120_000);
    }

    @Test
    void toSvg_drawsCountsBelow() {
        String svg = curve().counts("rows", new double[] {0, 0.5, 1}, new long[] {10, 0})
                .build()
                .toSvg();

        assertThat(Svgs.texts(svg)).contains("rows");
        assertThat(Svgs.elements(Svgs.parse(svg), "title"))
                .extracting(element -> element.getTextContent())
                .contains("0 to 0.5: 10", "0.5 to 1: 0");
    }

    @Test
    void toSvg_leavesOutWhatIsNotFinite_andSaysSo() {
        double[] xs = {0, Double.NaN, 1, 2};
        double[] ys = {0, 1, Double.POSITIVE_INFINITY, 2};

        assertThat(Svgs.texts(XyChart.builder("t").line("m", xs, ys).build().toSvg()))
                .contains("2 points are not finite and not drawn");
        assertThat(Svgs.texts(XyChart.builder("t").build().toSvg())).contains("no data");
        assertThat(Svgs.texts(XyChart.builder("t")
                        .line("m", new double[] {Double.NaN}, new double[] {1})
                        .build()
                        .toSvg()))
                .contains("no data");
        Svgs.parse(XyChart.builder("t")
                .points("m", new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, new double[] {1, 1})
                .build()
                .toSvg());
    }

    @Test
    void toSvg_marksTheDotsOfADottedLine() {
        String svg = XyChart.builder("t")
                .dottedLine("m", new double[] {0, 0.5, 1}, new double[] {0, 0.9, 1})
                .build()
                .toSvg();

        assertThat(Svgs.elements(Svgs.parse(svg), "circle")).hasSize(3);
    }

    @Test
    void builder_refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> XyChart.builder("t").line("m", new double[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'m' has 1 x values and 2 y values");
        assertThatThrownBy(() -> XyChart.builder("t").counts("c", new double[2], new long[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one more edge than bins");
    }
}
