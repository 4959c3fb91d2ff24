/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.metric.RankingQuality;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class EvaluatorTest {

    private static final int ROWS = 400;

    private static BinaryPredictions binary(long seed) {
        Random random = new Random(seed);
        double[] probabilities = random.doubles(ROWS).toArray();
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> random.nextDouble() < probabilities[row] ? 1 : 0)
                .toArray();
        return BinaryPredictions.ofProbabilities(labels, probabilities);
    }

    @Test
    void twoClasses_haveEveryUsualMetric_withAnInterval() {
        Evaluation evaluation = Evaluator.create().evaluate(binary(3));

        assertThat(evaluation.figures()).allSatisfy(figure -> {
            Figure.Defined defined = (Figure.Defined) figure;
            Interval interval = defined.interval().orElseThrow();
            assertThat(defined.number()).isBetween(interval.low(), interval.high());
            assertThat(interval.low())
                    .isGreaterThanOrEqualTo(defined.metric().range().low());
        });
        // A probability that is right about itself: AUC 5/6, Brier 1/6 and log loss 1/2 in the long run.
        assertThat(evaluation.value("roc_auc")).hasValueCloseTo(5.0 / 6, within(0.05));
        assertThat(evaluation.value("brier_score_loss")).hasValueCloseTo(1.0 / 6, within(0.03));
        assertThat(evaluation.value("log_loss")).hasValueCloseTo(0.5, within(0.06));
        assertThat(evaluation.text()).contains("roc_auc", "(95 %)").doesNotContain("NaN");
    }

    @Test
    void intervals_areTheSameAgain_withTheSameSeed() {
        Evaluator evaluator = Evaluator.builder().resamples(200).seed(7).build();
        assertThat(evaluator.evaluate(binary(3)).toJsonValue())
                .isEqualTo(evaluator.evaluate(binary(3)).toJsonValue());
    }

    @Test
    void bootstrapIntervals_holdTheTruth_aboutAsOftenAsTheySay() {
        Evaluator evaluator = Evaluator.builder().resamples(200).build();
        int held = 0;
        int times = 60;
        for (int time = 0; time < times; time++) {
            // F1 of predicting 1 from 0.5 on: precision and recall are 3/4.
            Figure.Defined f1 = (Figure.Defined)
                    evaluator.evaluate(binary(1000 + time)).figure("f1_score").orElseThrow();
            Interval interval = f1.interval().orElseThrow();
            held += interval.low() <= 0.75 && 0.75 <= interval.high() ? 1 : 0;
        }
        // 57 less four standard errors of 1.7.
        assertThat(held).isGreaterThanOrEqualTo(50);
    }

    @Test
    void intervalsOfManyRows_areAsLongAsDrawnOnes_withoutDrawing() {
        Random random = new Random(12);
        double[] probabilities = random.doubles(100_001).toArray();
        int[] labels = Arrays.stream(probabilities)
                .mapToInt(probability -> random.nextDouble() < probability ? 1 : 0)
                .toArray();
        BinaryPredictions rows = BinaryPredictions.ofProbabilities(labels, probabilities);
        List<Metric> metrics = Metrics.binary().stream()
                .filter(metric -> List.of("f1_score", "average_precision_score").contains(metric.name()))
                .toList();
        BinaryPredictions fewer = rows.select(IntStream.range(0, 10_000).toArray());
        List<Figure> drawn = Evaluator.builder().resamples(200).build().figures(fewer, metrics);
        List<Figure> leftOut = Evaluator.create().figures(rows, metrics);
        for (int i = 0; i < metrics.size(); i++) {
            Figure.Defined many = (Figure.Defined) leftOut.get(i);
            assertThat(many.method()).isEqualTo("leaving rows out");
            // A tenth of the rows has an interval that is longer by the root of ten.
            assertThat(width(many) * Math.sqrt(10))
                    .isCloseTo(width((Figure.Defined) drawn.get(i)), within(0.3 * width(many) * Math.sqrt(10)));
        }
        RegressionPredictions numbers = RegressionPredictions.of(
                random.doubles(100_001).toArray(), random.doubles(100_001).toArray());
        assertThat(Evaluator.create()
                        .figures(numbers, List.of(Metrics.named("max_error", numbers)))
                        .get(0)
                        .toJsonValue())
                .doesNotContainKey("low")
                .extractingByKey("interval")
                .asString()
                .contains("hangs on a single row");
    }

    private static double width(Figure.Defined figure) {
        Interval interval = figure.interval().orElseThrow();
        return interval.high() - interval.low();
    }

    @Test
    void oneClass_hasNoAuc_butTheRest() {
        Evaluation evaluation = Evaluator.create()
                .evaluate(BinaryPredictions.ofProbabilities(new int[] {1, 1, 1}, new double[] {0.9, 0.4, 0.8}));

        assertThat(evaluation.value("roc_auc")).isEmpty();
        assertThat(evaluation.value("recall_score")).hasValueCloseTo(2.0 / 3, within(1e-15));
        assertThat(((Figure.Undefined) evaluation.figure("roc_auc").orElseThrow()).reason())
                .isEqualTo(Reason.ONE_CLASS);
        assertThat(evaluation.text())
                .contains("ROC AUC needs rows of both classes, and there are 3 positive and 0 negative");
    }

    @Test
    void labelsAlone_areNotRanked_andTheMessageSaysWhatToGive() {
        Evaluation evaluation =
                Evaluator.create().evaluate(BinaryPredictions.ofLabels(new int[] {1, 0, 1}, new int[] {1, 0, 0}));

        assertThat(evaluation.value("accuracy_score")).hasValueCloseTo(2.0 / 3, within(1e-15));
        assertThat(evaluation.text())
                .contains("Only labels were predicted, so rows cannot be ranked: give the model's");
    }

    @Test
    void severalClasses_haveEveryUsualMetric() {
        Random random = new Random(5);
        int[] labels = random.ints(300, 0, 3).toArray();
        double[][] probabilities = Arrays.stream(labels)
                .mapToObj(label -> {
                    double[] row = random.doubles(3).toArray();
                    row[label] += 0.5;
                    double sum = Arrays.stream(row).sum();
                    return Arrays.stream(row).map(value -> value / sum).toArray();
                })
                .toArray(double[][]::new);
        Evaluation evaluation = Evaluator.builder()
                .resamples(100)
                .build()
                .evaluate(MulticlassPredictions.ofProbabilities(List.of("a", "b", "c"), labels, probabilities));

        assertThat(evaluation.figures())
                .allSatisfy(figure -> assertThat(figure.value()).isPresent());
        assertThat(evaluation.value("roc_auc").orElseThrow()).isGreaterThan(0.7);
    }

    @Test
    void numbers_haveEveryUsualMetric_andYourOwn() {
        Metric within2 =
                Metrics.figure("within_2", RegressionPredictions.class, Direction.HIGHER_IS_BETTER, 0, 1, rows -> {
                    double[] targets = rows.targets();
                    double[] predicted = rows.predicted();
                    return IntStream.range(0, targets.length)
                                    .filter(row -> Math.abs(targets[row] - predicted[row]) <= 2)
                                    .count()
                            / (double) targets.length;
                });
        Random random = new Random(8);
        double[] targets = random.doubles(200, 10, 20).toArray();
        double[] predicted = Arrays.stream(targets)
                .map(target -> target + random.nextGaussian())
                .toArray();
        Evaluation evaluation = Evaluator.builder()
                .metric(within2)
                .resamples(200)
                .build()
                .evaluate(RegressionPredictions.of(targets, predicted));

        assertThat(evaluation.figures())
                .allSatisfy(figure -> assertThat(figure.value()).isPresent());
        assertThat(evaluation.value("within_2")).hasValueCloseTo(0.954, within(0.05));
        assertThat(evaluation.value("mean_absolute_error")).hasValueCloseTo(0.798, within(0.12));
    }

    @Test
    void rankings_areMeansOfQueries() {
        // scikit-learn 1.9.1: ndcg_score([[3,2,0,1,0,2,0,0,1,0,0,1]], [[.9,.4,.4,.8,.1,.4,.2,.2,.05,.3,.6,.2]], k=10)
        double[] relevance = {3, 2, 0, 1, 0, 2, 0, 0, 1, 0, 0, 1};
        double[] scores = {0.9, 0.4, 0.4, 0.8, 0.1, 0.4, 0.2, 0.2, 0.05, 0.3, 0.6, 0.2};
        Evaluation evaluation =
                Evaluator.create().evaluate(RankingPredictions.of(Collections.nCopies(12, "q"), relevance, scores));

        assertThat(evaluation.value("ndcg_at_10")).hasValueCloseTo(0.8542744146000327, within(1e-14));
        assertThat(evaluation.text()).contains("no interval: The interval of a mean needs at least 2 rows");
    }

    @Test
    void averagePrecision_ofTies_isTheMeanOverTheirOrders() {
        List<String> queries = List.of("q", "q", "q", "q");
        double[] relevance = {1, 0, 1, 0};
        // All orders of the tied middle two: relevant at 1 and 2, or at 1 and 3.
        double tied = RankingQuality.averagePrecision(queries, relevance, new double[] {3, 2, 2, 1}, 4)[0];
        assertThat(tied).isCloseTo(((1 + 1.0) / 2 + (1 + 2.0 / 3) / 2) / 2, within(1e-15));
    }

    @Test
    void aMetricOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> Metrics.regression().get(0).value(binary(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'mean_absolute_error' is a metric of RegressionPredictions, not of BinaryPredictions.");
        assertThatThrownBy(() -> Evaluator.builder().confidence(95).build()).hasMessageContaining("as 0.95");
        assertThatThrownBy(() -> Evaluator.builder().resamples(1).build()).hasMessageContaining("at least 100");
    }

    @Test
    void json_hasValuesAndLimits() {
        assertThat(Evaluator.create().evaluate(binary(2)).toJsonValue())
                .containsEntry("rows", ROWS)
                .extractingByKey("metrics")
                .extracting(metrics -> ((Map<?, ?>) metrics).get("roc_auc"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys("value", "low", "high", "interval");
    }
}
