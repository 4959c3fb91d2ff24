/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LineChartTest {

    private static final double NAN = Double.NaN;

    static Stream<double[]> nasty() {
        return Stream.of(
                new double[] {},
                new double[] {1},
                new double[] {0, 0, 0},
                new double[] {7, 7, 7},
                new double[] {NAN, NAN},
                new double[] {1, NAN, 2, Double.POSITIVE_INFINITY, 3},
                new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE},
                new double[] {Double.MIN_VALUE, 0, -Double.MIN_VALUE},
                new double[] {1e-300, 2e-300, 5e-300},
                new double[] {1, Math.nextUp(1.0), 1},
                new double[] {1e15, 1e15 + 1, 1e15 + 2},
                new double[] {1e300, 1.5e300},
                new double[] {-1e-9, 1e9});
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void toSvg_isReadable_whateverTheValues(double[] values) {
        String svg = LineChart.builder("t").series("a", values).build().toSvg();

        boolean any = Arrays.stream(values).anyMatch(Double::isFinite);
        assertThat(Svgs.texts(svg).contains("no data")).isEqualTo(!any);
        assertThat(Svgs.texts(svg).stream().distinct().count())
                .as("title, legend, axis and at least two ticks of each axis")
                .isGreaterThanOrEqualTo(any ? 6 : 3);
        String steps = LineChart.builder("t")
                .series("a", values, new double[values.length])
                .build()
                .toSvg();
        assertThat(Svgs.parse(steps).getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void toSvg_breaksTheLineAtNaN_andDrawsALonePointAsADot() {
        String svg = LineChart.builder("t")
                .series("a", new double[] {1, 2, NAN, 3, 4, NAN, 5})
                .build()
                .toSvg();

        assertThat(Svgs.lines(svg)).singleElement().asString().containsPattern("^M[^ML]+ [^ML]+L[^ML]+M[^ML]+L[^ML]+$");
        assertThat(Svgs.elements(Svgs.parse(svg), "path"))
                .extracting(path -> path.getAttribute("class"))
                .containsExactly("rc-s0", "rc-s0", "rc-f0");
        assertThat(Svgs.texts(svg)).contains("2 values are not finite and not drawn");
    }

    @Test
    void toSvg_keepsTheExtremes_ofManyPoints() {
        double[] values = new Random(1).doubles(100_000).toArray();
        values[31_415] = 9;
        values[62_830] = -9;
        String svg = LineChart.builder("t").series("a", values).build().toSvg();

        List<Double> ys = ys(svg);
        assertThat(svg.length()).isLessThan(60_000);
        assertThat(ys).hasSizeLessThan(4 * 720);
        // 5 % of the 300 pixels are free above and below: 300 / 1.1 lie between the extremes.
        double span = ys.stream().mapToDouble(y -> y).max().orElseThrow()
                - ys.stream().mapToDouble(y -> y).min().orElseThrow();
        assertThat(span).isBetween(272.0, 273.5);
    }

    @Test
    void toSvg_staysSmall_whenEverySecondOfManyValuesIsMissing() {
        double[] values = IntStream.range(0, 100_000)
                .mapToDouble(i -> i % 2 == 0 ? i : NAN)
                .toArray();

        assertThat(LineChart.builder("t").series("a", values).build().toSvg().length())
                .isLessThan(60_000);
    }

    @Test
    void toSvg_sortsPointsByStep() {
        String sorted = LineChart.builder("t")
                .series("a", new double[] {1, 2, 3}, new double[] {4, 5, 6})
                .build()
                .toSvg();
        String mixed = LineChart.builder("t")
                .series("a", new double[] {3, 1, NAN, 2}, new double[] {6, 4, 9, 5})
                .build()
                .toSvg();

        assertThat(mixed).isEqualTo(sorted);
    }

    @Test
    void toSvg_labelsWholeStepsWithWholeNumbers() {
        String svg = LineChart.builder("t")
                .series("a", new double[] {1, 1, 1})
                .build()
                .toSvg();

        assertThat(Svgs.elements(Svgs.parse(svg), "text").stream()
                        .filter(text -> text.getAttribute("text-anchor").equals("middle"))
                        .map(Element::getTextContent))
                .containsExactly("0", "1", "2");
    }

    @Test
    void toSvg_hasRoundTicks() {
        String svg = LineChart.builder("t")
                .xLabel("")
                .series("a", new double[] {1, 2, 3, 4})
                .build()
                .toSvg();

        assertThat(Svgs.texts(svg)).containsExactly("t", "a", "1", "2", "3", "4", "0", "1", "2", "3");
    }

    @Test
    void toSvg_tellsManySeriesApart() {
        LineChart.Builder builder = LineChart.builder("t");
        for (int i = 0; i < 48; i++) {
            builder.series("series " + i, new double[] {i, i + 1});
        }
        List<Element> lines = Svgs.elements(Svgs.parse(builder.build().toSvg()), "path").stream()
                .filter(path -> path.hasAttribute("stroke-linejoin"))
                .toList();

        assertThat(lines).hasSize(48);
        assertThat(lines.stream().map(l -> l.getAttribute("stroke") + l.getAttribute("stroke-dasharray")))
                .doesNotHaveDuplicates();
    }

    @Test
    void toSvg_isTheSameTwice_andDescribesTheSeries() {
        LineChart chart = LineChart.builder("Loss")
                .yLabel("logloss")
                .series("train", new double[] {3, 1, 2})
                .build();

        assertThat(chart.toSvg()).isEqualTo(chart.toSvg());
        assertThat(Svgs.elements(Svgs.parse(chart.toSvg()), "desc").get(0).getTextContent())
                .isEqualTo("Line chart of 1 series over step."
                        + " train: 3 points from 3 to 2, lowest 1 at 1, highest 3 at 0.");
    }

    @Test
    void series_copiesTheValues() {
        double[] values = {1, 2};
        LineChart chart = LineChart.builder("t").series("a", values).build();
        String before = chart.toSvg();
        values[0] = 100;

        assertThat(chart.toSvg()).isEqualTo(before);
    }

    @Test
    void series_refusesUnequalLengths() {
        assertThatThrownBy(() -> LineChart.builder("t").series("a", new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series 'a' has 2 x values and 3 y values");
    }

    private static List<Double> ys(String svg) {
        Matcher matcher =
                Pattern.compile("[ML]\\S+ ([-0-9.]+)").matcher(Svgs.lines(svg).get(0));
        return matcher.results().map(match -> Double.valueOf(match.group(1))).toList();
    }
}
