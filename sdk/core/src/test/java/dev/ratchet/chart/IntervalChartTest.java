/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntervalChartTest {

    @Test
    void toSvg_drawsIntervalsAroundTheirValues() {
        String svg = IntervalChart.builder("Accuracy by carrier")
                .reference("all rows", 0.91)
                .entry("UA", "812 rows", 0.93, 0.91, 0.95)
                .markedEntry("AA", "", 0.8, 0.7, 0.85)
                .build()
                .toSvg();

        assertThat(Svgs.texts(svg))
                .contains("Accuracy by carrier", "all rows 0.91", "UA", "812 rows", "0.93", "AA", "0.8");
        assertThat(Svgs.elements(Svgs.parse(svg), "circle"))
                .extracting(dot -> dot.getAttribute("class"))
                .containsExactly("rc-f0", "rc-f1");
        assertThat(Svgs.elements(Svgs.parse(svg), "title"))
                .extracting(element -> element.getTextContent())
                .contains("UA, 812 rows: 0.93 (0.91 to 0.95)");
    }

    @Test
    void toSvg_needsNoIntervalAndNoReference() {
        String svg = IntervalChart.builder("t")
                .entry("a", "", 1, Double.NaN, 2)
                .entry("b", "", Double.NaN, 0, 1)
                .entry("c", "", Double.POSITIVE_INFINITY, 0, 1)
                .build()
                .toSvg();

        assertThat(Svgs.elements(Svgs.parse(svg), "circle")).hasSize(1);
        assertThat(Svgs.texts(svg)).contains("NaN", "Infinity");
        assertThat(Svgs.texts(IntervalChart.builder("t").build().toSvg())).contains("no data");
    }

    @Test
    void toSvg_countsWhatIsNotShown() {
        IntervalChart.Builder chart = IntervalChart.builder("t").maxEntries(3);
        for (int i = 0; i < 10; i++) {
            chart.entry("e" + i, "", i, i, i);
        }
        assertThat(Svgs.texts(chart.build().toSvg()))
                .contains("e2", "and 7 more")
                .doesNotContain("e3");
        assertThatThrownBy(() -> chart.maxEntries(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxEntries must be at least 1, but is 0");
    }
}
