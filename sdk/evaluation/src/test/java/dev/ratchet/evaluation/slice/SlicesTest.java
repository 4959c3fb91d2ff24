/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Figure;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.Contrast;
import dev.ratchet.evaluation.metric.Estimate;
import dev.ratchet.evaluation.metric.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SlicesTest {

    private static final int ROWS = 3000;

    /** Carrier "ZZ" is predicted with twice the noise; "Q" is rare; one row in five has no carrier. */
    private static RegressionPredictions flights(long seed) {
        Random random = new Random(seed);
        List<String> carriers = IntStream.range(0, ROWS)
                .mapToObj(row ->
                        row == 7 ? "Q" : List.of("AA", "BB", "CC", "ZZ", "").get(random.nextInt(5)))
                .toList();
        double[] targets = random.doubles(ROWS, 0, 100).toArray();
        double[] predicted = new double[ROWS];
        Arrays.setAll(
                predicted,
                row -> targets[row] + random.nextGaussian() * (carriers.get(row).equals("ZZ") ? 20 : 10));
        return RegressionPredictions.of(targets, predicted).with(RowInfo.none().withColumn("carrier", carriers));
    }

    @Test
    void eachValue_isComparedWithItsRest_asByHand() {
        RegressionPredictions rows = flights(1);
        Metric metric = Metrics.lossOf(rows);
        SliceReport report = Slices.by("carrier").of(rows, metric).get(0);

        assertThat(report.slices())
                .extracting(Slice::name)
                .startsWith("carrier = ZZ")
                .containsExactlyInAnyOrder(
                        "carrier = AA", "carrier = BB", "carrier = CC", "carrier = ZZ", "carrier is missing");
        assertThat(report.leftOut()).isEqualTo(1);
        assertThat(report.leftOutRows()).isEqualTo(1);
        double[] losses = metric.losses(rows).orElseThrow();
        List<String> carriers = rows.rows().columns().getOrDefault("carrier", List.of());
        for (Slice slice : report.slices()) {
            String value = slice.name().endsWith("missing") ? "" : slice.name().substring("carrier = ".length());
            Estimate inside = mean(losses, carriers, value, true);
            Contrast expected = inside.minus(mean(losses, carriers, value, false), 0.95);
            Contrast actual = slice.toRest().orElseThrow();
            assertThat(slice.primary().value().orElseThrow()).isCloseTo(inside.value(), within(1e-12));
            assertThat(actual.value()).isCloseTo(expected.value(), within(1e-11));
            assertThat(actual.interval().low()).isCloseTo(expected.interval().low(), within(1e-11));
            assertThat(slice.pWorse().orElseThrow()).isGreaterThanOrEqualTo(actual.pHigher());
        }
        assertThat(report.worse()).extracting(Slice::name).containsExactly("carrier = ZZ");
        assertThat(report.finding().level()).isEqualTo(Level.WARNING);
        assertThat(report.finding().message()).contains("1 of 5 slices of carrier", "carrier = ZZ", "rows");
        assertThat(report.rule()).isEqualTo("Holm over the 5 slices of carrier");
    }

    private static Estimate mean(double[] losses, List<String> carriers, String value, boolean inside) {
        return Estimate.ofMean(
                IntStream.range(0, ROWS)
                        .filter(row -> carriers.get(row).equals(value) == inside)
                        .mapToDouble(row -> losses[row])
                        .toArray(),
                null);
    }

    /** Labels that the score knows well, but not for group b. */
    private static BinaryPredictions binary(double unlike) {
        Random random = new Random(5);
        double[] scores = random.doubles(ROWS).toArray();
        List<String> groups = IntStream.range(0, ROWS)
                .mapToObj(row -> row % 3 == 0 ? "b" : "a")
                .toList();
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> random.nextDouble()
                                < (groups.get(row).equals("b") ? unlike + (1 - 2 * unlike) * scores[row] : scores[row])
                        ? 1
                        : 0)
                .toArray();
        return BinaryPredictions.ofProbabilities(labels, scores)
                .with(RowInfo.none().withColumn("group", groups));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accuracy_score",
                "f1_score",
                "matthews_corrcoef",
                "roc_auc",
                "average_precision_score",
                "log_loss"
            })
    void everyMetric_showsTheWeakGroup_andNoneWhereGroupsAreAlike(String name) {
        BinaryPredictions weak = binary(0.4);
        SliceReport report =
                Slices.by("group").of(weak, Metrics.named(name, weak)).get(0);
        assertThat(report.worse()).extracting(Slice::name).containsExactly("group = b");
        Slice slice = report.slices().get(0);
        Figure.Defined figure = (Figure.Defined) slice.primary();
        assertThat(figure.number())
                .isBetween(
                        figure.interval().orElseThrow().low(),
                        figure.interval().orElseThrow().high());

        BinaryPredictions alike = binary(0);
        assertThat(Slices.by("group")
                        .of(alike, Metrics.named(name, alike))
                        .get(0)
                        .worse())
                .isEmpty();
    }

    @Test
    void accuracy_isComparedByNewcombe() {
        BinaryPredictions rows = binary(0.4);
        Slice slice = Slices.by("group")
                .of(rows, Metrics.named("accuracy_score", rows))
                .get(0)
                .slices()
                .get(0);
        int[] labels = rows.labels();
        int[] predicted = rows.predicted();
        long insideRight = IntStream.range(0, ROWS)
                .filter(row -> row % 3 == 0 && labels[row] == predicted[row])
                .count();
        long outsideRight = IntStream.range(0, ROWS)
                .filter(row -> row % 3 != 0 && labels[row] == predicted[row])
                .count();
        assertThat(slice.toRest().orElseThrow().interval())
                .isEqualTo(new Proportion(insideRight, 1000).minus(new Proportion(outsideRight, 2000), 0.95));
    }

    @Test
    void leavingRowsOut_givesAboutTheErrorOfDrawingThem() {
        BinaryPredictions rows = binary(0.2);
        for (String name :
                List.of("f1_score", "cohen_kappa_score", "balanced_accuracy_score", "average_precision_score")) {
            Metric metric = Metrics.named(name, rows);
            double[] drawn = new Random(9)
                    .longs(400)
                    .mapToDouble(seed -> metric.value(
                            rows.select(new Random(seed).ints(ROWS, 0, ROWS).toArray())))
                    .toArray();
            double expected = Estimate.ofMean(drawn, null).standardError() * Math.sqrt(drawn.length);
            assertThat(metric.estimate(rows).standardError())
                    .as(name)
                    .isCloseTo(expected, within(name.startsWith("average") ? 0.35 * expected : 0.15 * expected));
        }
    }

    @Test
    void weights_countInMeansAndTheirErrors() {
        RegressionPredictions rows = flights(2);
        double[] weights = new double[ROWS];
        Arrays.setAll(weights, row -> row % 2 == 0 ? 0 : 3);
        RegressionPredictions odd =
                rows.select(IntStream.range(0, ROWS).filter(row -> row % 2 == 1).toArray());
        SliceReport weighted = Slices.by("carrier")
                .of(rows.with(rows.rows().withWeights(weights)), Metrics.lossOf(rows))
                .get(0);
        SliceReport alone = Slices.by("carrier").of(odd, Metrics.lossOf(rows)).get(0);
        Slice own = weighted.slices().get(0);
        Slice same = alone.slices().get(0);
        assertThat(own.name()).isEqualTo(same.name());
        assertThat(own.primary().value().orElseThrow())
                .isCloseTo(same.primary().value().orElseThrow(), within(1e-9));
        assertThat(own.toRest().orElseThrow().pHigher())
                .isCloseTo(same.toRest().orElseThrow().pHigher(), within(1e-9));
    }

    @Test
    void sliceWithoutAValue_saysWhy_andComesLast() {
        BinaryPredictions rows = BinaryPredictions.ofProbabilities(
                        new int[] {0, 1, 1, 0, 1, 1}, new double[] {0.1, 0.8, 0.7, 0.2, 0.9, 0.6})
                .with(RowInfo.none().withColumn("g", List.of("a", "a", "a", "a", "b", "b")));
        SliceReport report = Slices.by("g")
                .minimumRows(2)
                .of(rows, Metrics.named("roc_auc", rows))
                .get(0);
        Slice last = report.slices().get(1);
        assertThat(last.name()).isEqualTo("g = b");
        assertThat(last.primary().value()).isEmpty();
        assertThat(last.note()).contains("2 positive and 0 negative");
        assertThat(last.pWorse()).isEmpty();
        assertThat(report.toJsonValue().toString()).doesNotContain("NaN");
    }

    @Test
    void unknownColumn_isNamed_withThoseThereAre() {
        RegressionPredictions rows = flights(1);
        assertThatThrownBy(() -> Slices.by("origin").of(rows, Metrics.lossOf(rows)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no column 'origin' to slice by; there are carrier. Give it with RowInfo.withColumn.");
        assertThatThrownBy(() -> Slices.by("carrier").minimumRows(1)).hasMessageContaining("at least 2");
    }
}
