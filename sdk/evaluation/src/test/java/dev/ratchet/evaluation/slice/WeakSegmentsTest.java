/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.RegressionPredictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WeakSegmentsTest {

    private static final int ROWS = 4000;

    private final double[] distance = new double[ROWS];
    private final double[] month = new double[ROWS];
    private final String[] carrier = new String[ROWS];

    private List<FeatureColumn> features(Random random) {
        for (int row = 0; row < ROWS; row++) {
            distance[row] = random.nextInt(2000);
            month[row] = 1 + random.nextInt(12);
            carrier[row] = List.of("AA", "BB", "CC", "DD", "").get(random.nextInt(5));
        }
        return List.of(
                FeatureColumn.numbers("distance", distance),
                FeatureColumn.numbers("month", month),
                FeatureColumn.categories("carrier", Arrays.asList(carrier)));
    }

    /** Errors have a standard deviation of 10, and of 25 where the model is weak. */
    private static RegressionPredictions predictions(Random random, IntPredicate weak) {
        double[] targets = random.doubles(ROWS, 0, 100).toArray();
        double[] predicted = new double[ROWS];
        Arrays.setAll(predicted, row -> targets[row] + random.nextGaussian() * (weak.test(row) ? 25 : 10));
        return RegressionPredictions.of(targets, predicted);
    }

    private SliceReport search(Random random, IntPredicate weak) {
        List<FeatureColumn> features = features(random);
        RegressionPredictions rows = predictions(random, weak);
        return WeakSegments.create().of(rows, Metrics.lossOf(rows), features);
    }

    @Test
    void plantedCategory_isFound_withoutIdleConditions() {
        SliceReport report = search(new Random(1), row -> carrier[row].equals("BB"));
        assertThat(report.worse()).extracting(Slice::name).containsExactly("carrier = BB");
        assertThat(report.column()).isEmpty();
        assertThat(report.finding().message()).contains("1 found segments", "carrier = BB");
    }

    @Test
    void plantedMonth_isFoundByItsNumber_andMissingValuesByThat() {
        assertThat(search(new Random(2), row -> month[row] == 7).worse())
                .extracting(Slice::name)
                .containsExactly("month = 7");
        assertThat(search(new Random(3), row -> carrier[row].isEmpty()).worse())
                .extracting(Slice::name)
                .containsExactly("carrier is missing");
    }

    @Test
    void plantedConjunction_isFound_withACutNearTheTrueOne() {
        SliceReport report = search(new Random(4), row -> distance[row] > 1200 && carrier[row].equals("CC"));
        assertThat(report.worse()).singleElement().satisfies(slice -> {
            assertThat(slice.name()).contains("carrier = CC").containsPattern("distance > 1[12]\\d\\d");
            assertThat(slice.toRest().orElseThrow().interval().low()).isPositive();
            assertThat(slice.share()).isBetween(0.04, 0.12);
        });
    }

    @Test
    void twoClasses_areSearchedByTheirLogLoss_andTestedByAnyMetric() {
        Random random = new Random(6);
        List<FeatureColumn> features = features(random);
        double[] scores = random.doubles(ROWS).toArray();
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> random.nextDouble() < (month[row] <= 3 ? 0.5 : scores[row]) ? 1 : 0)
                .toArray();
        BinaryPredictions rows = BinaryPredictions.ofProbabilities(labels, scores);
        for (String metric : List.of("log_loss", "roc_auc", "accuracy_score")) {
            assertThat(WeakSegments.create()
                            .of(rows, Metrics.named(metric, rows), features)
                            .worse())
                    .as(metric)
                    .extracting(Slice::name)
                    .containsExactly("month <= 3");
        }
    }

    @Test
    void noise_isCalledWeak_asSeldomAsDeclared() {
        int alarms = 0;
        int times = 200;
        for (int seed = 0; seed < times; seed++) {
            Random random = new Random(1000 + seed);
            alarms += search(random, row -> false).slices().isEmpty() ? 0 : 1;
        }
        // 5 % of 200 is 10, and three standard errors of it are 9.
        assertThat(alarms).isLessThanOrEqualTo(19);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void conditions_areNoMoreThanTheDepth(int depth) {
        Random random = new Random(8);
        List<FeatureColumn> features = features(random);
        RegressionPredictions rows =
                predictions(random, row -> distance[row] > 1000 && month[row] > 6 && carrier[row].equals("AA"));
        SliceReport report = WeakSegments.create().depth(depth).of(rows, Metrics.lossOf(rows), features);
        assertThat(report.worse())
                .isNotEmpty()
                .allSatisfy(slice -> assertThat(slice.name().split(" and ")).hasSizeLessThanOrEqualTo(depth));
    }

    @Test
    void fewRows_giveNoSegment_andColumnsMustFit() {
        RegressionPredictions rows = RegressionPredictions.of(new double[] {1, 2, 3}, new double[] {1, 2, 4});
        assertThat(WeakSegments.create()
                        .of(rows, Metrics.lossOf(rows), List.of(FeatureColumn.numbers("x", 1, 2, 3)))
                        .slices())
                .isEmpty();
        assertThatThrownBy(() ->
                        WeakSegments.create().of(rows, Metrics.lossOf(rows), List.of(FeatureColumn.numbers("x", 1, 2))))
                .hasMessageContaining("'x' has 2 values and there are 3 rows");
        assertThatThrownBy(() -> WeakSegments.create().depth(4)).hasMessageContaining("1 to 3");
    }
}
