/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.metric;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What must hold for any rows; each seed is one set of them, with tied scores. */
class MetricPropertiesTest {

    private static final int ROWS = 500;

    private final int[] labels = new int[ROWS];
    private final int[] predicted = new int[ROWS];
    private final double[] scores = new double[ROWS];
    private final double[] weights = new double[ROWS];

    private void rows(long seed) {
        Random random = new Random(seed);
        for (int row = 0; row < ROWS; row++) {
            scores[row] = random.nextInt(60) / 60.0 - 0.3;
            labels[row] = random.nextDouble() < 0.2 + 0.6 * scores[row] ? 1 : 0;
            predicted[row] = scores[row] > 0.2 ? 1 : 0;
            weights[row] = random.nextInt(4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rocAuc_isUnchangedByMonotoneTransforms(long seed) {
        rows(seed);
        double auc = RankedScores.of(labels, scores, null).rocAuc();
        double[] cubes =
                Arrays.stream(scores).map(score -> score * score * score + 7).toArray();
        double[] flipped = Arrays.stream(scores).map(score -> -score).toArray();

        assertThat(RankedScores.of(labels, cubes, null).rocAuc()).isEqualTo(auc);
        assertThat(RankedScores.of(labels, flipped, null).rocAuc()).isCloseTo(1 - auc, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rocAuc_isTheShareOfPairsInOrder(long seed) {
        rows(seed);
        double inOrder = 0;
        double pairs = 0;
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        assertThat(RankedScores.of(labels, scores, null).rocAuc()).isCloseTo(inOrder / pairs, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void weights_countAsRepeatedRows(long seed) {
        rows(seed);
        int[] repeated = IntStream.range(0, ROWS)
                .flatMap(row -> IntStream.generate(() -> row).limit((long) weights[row]))
                .toArray();
        int[] manyLabels = Arrays.stream(repeated).map(row -> labels[row]).toArray();
        int[] manyPredicted = Arrays.stream(repeated).map(row -> predicted[row]).toArray();
        double[] manyScores =
                Arrays.stream(repeated).mapToDouble(row -> scores[row]).toArray();

        RankedScores weighted = RankedScores.of(labels, scores, weights);
        RankedScores many = RankedScores.of(manyLabels, manyScores, null);
        assertThat(weighted.rocAuc()).isCloseTo(many.rocAuc(), within(1e-13));
        assertThat(weighted.averagePrecision()).isCloseTo(many.averagePrecision(), within(1e-13));
        assertThat(BinaryCounts.of(labels, predicted, weights))
                .isEqualTo(BinaryCounts.of(manyLabels, manyPredicted, null));
        double[] targets = Arrays.stream(manyLabels).asDoubleStream().toArray();
        RegressionErrors manyErrors = RegressionErrors.of(targets, manyScores, null);
        RegressionErrors errors =
                RegressionErrors.of(Arrays.stream(labels).asDoubleStream().toArray(), scores, weights);
        assertThat(errors.mse()).isCloseTo(manyErrors.mse(), within(1e-13));
        assertThat(errors.r2()).isCloseTo(manyErrors.r2(), within(1e-13));
        assertThat(errors.explainedVariance()).isCloseTo(manyErrors.explainedVariance(), within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsAddUpToTheWhole(long seed) {
        rows(seed);
        int cut = 123;
        BinaryCounts first = BinaryCounts.of(head(labels, cut), head(predicted, cut), null);
        BinaryCounts rest = BinaryCounts.of(tail(labels, cut), tail(predicted, cut), null);
        assertThat(first.plus(rest)).isEqualTo(BinaryCounts.of(labels, predicted, null));

        ConfusionMatrix matrix = ConfusionMatrix.of(2, head(labels, cut), head(predicted, cut), null)
                .plus(ConfusionMatrix.of(2, tail(labels, cut), tail(predicted, cut), null));
        assertThat(matrix.mcc())
                .isEqualTo(ConfusionMatrix.of(2, labels, predicted, null).mcc());

        double[] losses = new double[ROWS];
        Arrays.setAll(losses, row -> Math.abs(scores[row] - labels[row]));
        WeightedMean merged = ProbabilityLosses.mean(Arrays.copyOf(losses, cut), null)
                .plus(ProbabilityLosses.mean(Arrays.copyOfRange(losses, cut, ROWS), null));
        assertThat(merged.value())
                .isCloseTo(ProbabilityLosses.mean(losses, null).value(), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void micro_isAccuracy_andTwoClassesAreBinary(long seed) {
        rows(seed);
        ConfusionMatrix matrix = ConfusionMatrix.of(2, labels, predicted, weights);
        BinaryCounts counts = BinaryCounts.of(labels, predicted, weights);
        assertThat(matrix.f1(Average.MICRO, ZeroDivision.ZERO)).isEqualTo(matrix.accuracy());
        assertThat(matrix.ofClass(1)).isEqualTo(counts);
        assertThat(matrix.mcc()).isCloseTo(counts.mcc(), within(1e-14));
        assertThat(matrix.kappa()).isCloseTo(counts.kappa(), within(1e-14));
    }

    @Test
    void scores_areSortedAsDoublesAre() {
        Random random = new Random(11);
        double[] values = random.doubles(20_000)
                .map(value -> (value - 0.5) * Math.exp(40 * value))
                .toArray();
        values[3] = 0.0;
        values[4] = -0.0;
        values[5] = Double.MIN_VALUE;
        values[6] = -Double.MAX_VALUE;
        ScoreOrder order = ScoreOrder.of(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < order.size(); i++) {
            double expected = sorted[order.size() - 1 - i];
            assertThat(values[order.row(i)] == expected && order.score(i) == expected)
                    .isTrue();
        }
        assertThat(IntStream.range(0, order.size()).map(order::row).distinct().count())
                .isEqualTo(values.length);
    }

    private static int[] head(int[] values, int cut) {
        return Arrays.copyOf(values, cut);
    }

    private static int[] tail(int[] values, int cut) {
        return Arrays.copyOfRange(values, cut, values.length);
    }
}
