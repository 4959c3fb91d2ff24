/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MatrixChartTest {

    @Test
    void toSvg_saysCountsAndShares() {
        String svg = MatrixChart.of(
                        "Confusion", List.of("benign", "malignant"), new double[][] {{1_250_000, 3}, {0, 4.25}})
                .toSvg();

        assertThat(Svgs.texts(svg))
                .contains("benign", "malignant", "1250000", ">99 %", "<1 %", "4.25", "100 %")
                .doesNotContain("0 %");
        assertThat(Svgs.elements(Svgs.parse(svg), "title"))
                .extracting(element -> element.getTextContent())
                .contains("benign predicted as malignant: 3, <1 % of the row");
        assertThat(Svgs.parse(svg).getDocumentElement().getAttribute("width")).isEqualTo("400");
    }

    @Test
    void toSvg_growsWithItsClasses_andShortensCounts() {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "class " + i).toList();
        double[][] counts = new double[30][30];
        counts[3][3] = 1_234_567;
        counts[4][5] = 8;
        String svg = MatrixChart.of("t", names, counts).toSvg();

        assertThat(Svgs.texts(svg)).contains("1M", "8", "class 29");
        assertThat(Double.parseDouble(Svgs.parse(svg).getDocumentElement().getAttribute("width")))
                .isGreaterThan(30 * 26);
    }

    @Test
    void toSvg_putsManyClassesTogether() {
        List<String> names = IntStream.range(0, 1_000).mapToObj(i -> "c" + i).toList();
        double[][] counts = new double[1_000][1_000];
        for (int i = 0; i < 1_000; i++) {
            counts[i][i] = 10;
        }
        counts[700][800] = 99;
        String svg = MatrixChart.of("t", names, counts).toSvg();

        assertThat(Svgs.texts(svg)).contains("c700", "c800", "951 others").doesNotContain("c900");
        assertThat(Svgs.elements(Svgs.parse(svg), "desc").get(0).getTextContent())
                .contains("10000 of 10099 were told right");
    }

    @Test
    void toSvg_isReadable_whateverTheCounts() {
        assertThat(Svgs.texts(MatrixChart.of("t", List.of(), new double[0][0]).toSvg()))
                .contains("no data");
        String svg = MatrixChart.of("t", List.of("a", "b"), new double[][] {{Double.NaN, -1}, {0, 0}})
                .toSvg();
        assertThat(Svgs.texts(svg)).contains("0").doesNotContain("NaN", "-1");
    }

    @Test
    void of_refusesOtherCounts() {
        assertThatThrownBy(() -> MatrixChart.of("t", List.of("a", "b"), new double[][] {{1, 2}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 classes");
    }
}
