/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.statistics;

import dev.ratchet.evaluation.metric.RankedScores;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/**
 * Estimate and acceleration are those of the reference to all digits. Limits come from random draws here; the evaluation's
 * tests hold the interval of given draws against the same files.
 */
class PairedBootstrapTest {

    @TestFactory
    Stream<DynamicTest> leavingOut() throws IOException {
        return Oracle.partsOfCases(
                "bootstrap",
                Map.of(
                        "fullEnumerationMean", PairedBootstrapTest::mean,
                        "clusterEnumerationMean", PairedBootstrapTest::clusters,
                        "stratifiedEnumerationAuc", PairedBootstrapTest::strata,
                        "bcaFromDistribution", PairedBootstrapTest::given));
    }

    /** What random draws leave open is not compared. */
    private static Oracle.Fields fields(PairedBootstrap bootstrap, ToDoubleFunction<int[]> statistic) {
        PairedBootstrap.Distribution drawn = bootstrap.distribution(statistic, 20_000, 1);
        return new Oracle.Fields().put("estimate", drawn::estimate).put("acceleration", drawn::acceleration);
    }

    private static Oracle.Fields mean(Oracle rows) {
        double[] d = rows.doubles("d");
        return fields(PairedBootstrap.ofRows(d.length), drawn -> mean(d, drawn));
    }

    private static Oracle.Fields clusters(Oracle rows) {
        double[][] clusters = rows.rows("clusters");
        int[] cluster = IntStream.range(0, clusters.length)
                .flatMap(i -> IntStream.range(0, clusters[i].length).map(row -> i))
                .toArray();
        double[] d = Arrays.stream(clusters).flatMapToDouble(Arrays::stream).toArray();
        return fields(PairedBootstrap.clustered(cluster), drawn -> mean(d, drawn));
    }

    private static Oracle.Fields strata(Oracle rows) {
        double[][] positives = rows.rows("positives");
        double[][] all = Stream.concat(Arrays.stream(positives), Arrays.stream(rows.rows("negatives")))
                .toArray(double[][]::new);
        int[] labels = IntStream.range(0, all.length)
                .map(row -> row < positives.length ? 1 : 0)
                .toArray();
        return fields(
                PairedBootstrap.stratified(labels), drawn -> auc(labels, all, drawn, 1) - auc(labels, all, drawn, 0));
    }

    private static double auc(int[] labels, double[][] scores, int[] rows, int model) {
        return RankedScores.of(
                        Arrays.stream(rows).map(row -> labels[row]).toArray(),
                        Arrays.stream(rows)
                                .mapToDouble(row -> scores[row][model])
                                .toArray(),
                        null)
                .rocAuc();
    }

    private static Oracle.Fields given(Oracle rows) {
        PairedBootstrap.Distribution drawn = new PairedBootstrap.Distribution(
                rows.number("estimate"), rows.doubles("distribution"), rows.number("acceleration"));
        double confidence = rows.number("confidence");
        return new Oracle.Fields()
                .put("standardError", drawn::standardError)
                .put("bcaLower", () -> drawn.interval(confidence).low())
                .put("bcaUpper", () -> drawn.interval(confidence).high());
    }

    private static double mean(double[] values, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            if (!Double.isFinite(values[row])) {
                return Double.NaN;
            }
            sum += values[row];
        }
        return sum / rows.length;
    }

    @Test
    void p_isTheLevelAtWhichTheBoundIsTheLimit() {
        double[] d = new Random(2).doubles(60).map(value -> value * value).toArray();
        PairedBootstrap.Distribution drawn = PairedBootstrap.ofRows(60).distribution(rows -> mean(d, rows), 20_000, 5);
        double low = drawn.interval(0.90).low();
        double high = drawn.interval(0.90).high();

        assertThat(drawn.pGreater(low)).isCloseTo(0.05, within(0.001));
        assertThat(drawn.pGreater(high)).isCloseTo(0.95, within(0.001));
        assertThat(drawn.pGreater(-1)).isPositive().isLessThan(0.001);
    }

    @Test
    void draws_dependOnTheSeedAlone() {
        double[] d = new Random(2).doubles(60).toArray();
        PairedBootstrap bootstrap = PairedBootstrap.ofRows(60);

        assertThat(bootstrap.distribution(rows -> mean(d, rows), 1000, 5).values())
                .containsExactly(
                        bootstrap.distribution(rows -> mean(d, rows), 1000, 5).values())
                .isNotEqualTo(
                        bootstrap.distribution(rows -> mean(d, rows), 1000, 6).values());
    }

    @Test
    void statisticWithoutAValueInSomeDraw_isRefused() {
        double[] d = {1, 2, 3, 4, 5};
        assertThatThrownBy(() -> PairedBootstrap.ofRows(5)
                        .distribution(
                                rows -> Arrays.stream(rows).distinct().count() < 3 ? Double.NaN : mean(d, rows),
                                1000,
                                1))
                .isInstanceOf(UndefinedMetricException.class)
                .hasMessageContaining("of 1000 draws of rows the metric has no value");
    }
}
