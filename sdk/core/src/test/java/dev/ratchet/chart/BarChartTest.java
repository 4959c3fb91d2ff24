/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BarChartTest {

    @Test
    void toSvg_sortsByMagnitude_andKeepsTheOrderOfEqualValues() {
        String svg = BarChart.builder("t")
                .bar("small", 1)
                .bar("equal a", 2)
                .bar("equal b", 2)
                .bar("negative", -5)
                .build()
                .toSvg();

        assertThat(Svgs.texts(svg))
                .containsExactly("t", "negative", "-5", "equal a", "2", "equal b", "2", "small", "1");
    }

    @Test
    void toSvg_countsWhatIsNotShown() {
        Map<String, Integer> bars = IntStream.range(0, 200)
                .boxed()
                .collect(Collectors.toMap(i -> "f" + i, i -> i, (a, b) -> a, LinkedHashMap::new));

        assertThat(Svgs.texts(BarChart.builder("t").bars(bars).build().toSvg()))
                .contains("f199", "f180", "and 180 more")
                .doesNotContain("f179");
        assertThat(Svgs.texts(
                        BarChart.builder("t").bars(bars).maxBars(200).build().toSvg()))
                .contains("f199", "f0")
                .noneMatch(text -> text.contains("more"));
    }

    @Test
    void toSvg_keepsTheGivenOrder_whenAsked() {
        BarChart.Builder bars = BarChart.builder("t").bar("small", 1).bar("large", 9);

        assertThat(Svgs.texts(bars.build().toSvg())).containsSubsequence("large", "small");
        assertThat(Svgs.texts(bars.inGivenOrder().build().toSvg())).containsSubsequence("small", "large");
    }

    @Test
    void toSvg_writesWhatIsNotFiniteInWords() {
        String svg = BarChart.builder("t")
                .bar("nan", Double.NaN)
                .bar("one", 1)
                .bar("inf", Double.POSITIVE_INFINITY)
                .bar("neg", Double.NEGATIVE_INFINITY)
                .build()
                .toSvg();

        assertThat(Svgs.texts(svg))
                .containsExactly("t", "inf", "Infinity", "neg", "-Infinity", "one", "1", "nan", "NaN");
        assertThat(bars(svg)).hasSize(1);
    }

    @Test
    void toSvg_isReadable_whateverTheValues() {
        assertThat(Svgs.texts(BarChart.builder("").build().toSvg())).contains("no data");
        assertThat(bars(svg(0, 0))).isEmpty();
        assertThat(bars(svg(3, 3)))
                .extracting(bar -> bar.getAttribute("width"))
                .hasSize(2)
                .doesNotContain("0");
        assertThat(bars(svg(Double.MAX_VALUE, -Double.MAX_VALUE, 1))).hasSize(3);
        assertThat(bars(svg(Double.MIN_VALUE, -Double.MIN_VALUE))).hasSize(2);
        assertThat(bars(svg(-1, -2))).hasSize(2);
    }

    @Test
    void toSvg_escapesAndShortensNames() {
        String name = "<a href='x'>&\"\u0000\uD800\n" + "very long ".repeat(30) + "end";
        String svg = BarChart.builder("<b> & \u0007").bar(name, 1).build().toSvg();

        assertThat(Svgs.texts(svg).get(0)).isEqualTo("<b> & \uFFFD");
        assertThat(Svgs.texts(svg).get(1))
                .startsWith("<a href")
                .contains("\u2026")
                .endsWith("end");
        assertThat(Svgs.elements(Svgs.parse(svg), "title").get(1).getTextContent())
                .isEqualTo("<a href='x'>&\"\uFFFD\uFFFD " + "very long ".repeat(30) + "end: 1");
    }

    @Test
    void toSvg_tellsScreenReadersTheValues() {
        Document svg =
                Svgs.parse(BarChart.builder("Gain").bar("age", 0.25).build().toSvg());

        assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(svg.getDocumentElement().getAttribute("viewBox")).startsWith("0 0 720 ");
        assertThat(Svgs.elements(svg, "title").get(0).getTextContent()).isEqualTo("Gain");
        assertThat(Svgs.elements(svg, "desc").get(0).getTextContent()).isEqualTo("Bar chart of 1 values: age 0.25.");
    }

    @Test
    void toSvg_isTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String svg = svg(0.125, 12_345.678, 1e-9);
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(svg(0.125, 12_345.678, 1e-9)).isEqualTo(svg);
            }
            assertThat(Svgs.texts(svg)).contains("12350", "0.125", "1e-9");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void build_refusesNoBars() {
        assertThatThrownBy(() -> BarChart.builder("t").maxBars(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxBars must be at least 1, but is 0");
        assertThatThrownBy(() -> BarChart.builder("t").width(100).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be 240 to 10000 pixels, but is 100.0");
    }

    @Test
    void toSvg_isAsWideAsAsked() {
        String svg = BarChart.builder("t")
                .bar("a name that is too long for a telephone, surely", 3)
                .width(400)
                .build()
                .toSvg();

        assertThat(Svgs.parse(svg).getDocumentElement().getAttribute("viewBox")).startsWith("0 0 400 ");
        assertThat(Svgs.texts(svg).get(1)).contains("\u2026");
    }

    private static String svg(double... values) {
        BarChart.Builder builder = BarChart.builder("t");
        for (int i = 0; i < values.length; i++) {
            builder.bar("f" + i, values[i]);
        }
        return builder.build().toSvg();
    }

    private static List<Element> bars(String svg) {
        return Svgs.elements(Svgs.parse(svg), "rect").stream()
                .filter(rect -> rect.getAttribute("class").startsWith("rc-f"))
                .toList();
    }
}
