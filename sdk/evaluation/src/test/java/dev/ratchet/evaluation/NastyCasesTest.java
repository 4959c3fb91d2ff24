/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation;

import dev.ratchet.evaluation.metric.Interval;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Every usual metric on rows that are too few, too equal or wrong: a finite value, or a reason; never NaN. */
class NastyCasesTest {

    private static final Evaluator EVALUATOR =
            Evaluator.builder().resamples(100).build();
    private static final double NAN = Double.NaN;

    private static Map<String, Predictions> binary() {
        Map<String, Predictions> cases = new LinkedHashMap<>();
        cases.put("no rows", of(new int[0]));
        cases.put("one row", of(new int[] {1}, 0.9));
        cases.put("one class", of(new int[] {1, 1, 1}, 0.9, 0.4, 0.8));
        cases.put("all scores tied", of(new int[] {1, 0, 1, 0}, 0.5, 0.5, 0.5, 0.5));
        cases.put("perfect", of(new int[] {0, 0, 1, 1}, 0, 0.1, 0.9, 1));
        cases.put("all wrong", of(new int[] {1, 1, 0, 0}, 0, 0.1, 0.9, 1));
        cases.put("NaN score", of(new int[] {1, 0, 1}, 0.9, NAN, 0.8));
        cases.put("infinite score", of(new int[] {1, 0, 1}, 0.9, Double.POSITIVE_INFINITY, 0.8));
        cases.put("probability above 1", of(new int[] {1, 0, 1}, 0.9, 1.5, 0.8));
        cases.put("label 2", of(new int[] {1, 0, 2}, 0.9, 0.1, 0.8));
        cases.put("labels alone", BinaryPredictions.ofLabels(new int[] {1, 0, 1}, new int[] {1, 1, 0}));
        cases.put("ranks", BinaryPredictions.ofScores(new int[] {1, 0, 1, 0}, new double[] {3, -2, 1, 2}, 0));
        cases.put("more labels than scores", of(new int[] {1, 0, 1}, 0.9, 0.1));
        cases.put("zero weights", weighted(of(new int[] {1, 0, 1}, 0.9, 0.1, 0.8), 0, 0, 0));
        cases.put("one weight", weighted(of(new int[] {1, 0, 1}, 0.9, 0.1, 0.8), 0, 2, 0));
        cases.put("negative weight", weighted(of(new int[] {1, 0, 1}, 0.9, 0.1, 0.8), 1, -1, 1));
        cases.put("NaN weight", weighted(of(new int[] {1, 0, 1}, 0.9, 0.1, 0.8), 1, NAN, 1));
        return cases;
    }

    private static BinaryPredictions of(int[] labels, double... probabilities) {
        return BinaryPredictions.ofProbabilities(labels, probabilities);
    }

    private static Predictions weighted(Predictions predictions, double... weights) {
        return predictions.with(RowInfo.none().withWeights(weights));
    }

    private static Map<String, Predictions> multiclass() {
        double[][] rows = {{0.7, 0.2, 0.1}, {0.1, 0.8, 0.1}, {0.2, 0.2, 0.6}, {0.4, 0.3, 0.3}};
        Map<String, Predictions> cases = new LinkedHashMap<>();
        cases.put("no rows", several(new int[0]));
        cases.put("one row", several(new int[] {0}, rows[0]));
        cases.put("a class is missing", several(new int[] {0, 1, 0, 1}, rows));
        cases.put("one class", several(new int[] {1, 1, 1, 1}, rows[1], rows[1], rows[1], rows[1]));
        cases.put("perfect", several(new int[] {0, 1, 2, 0}, rows));
        cases.put("all tied", several(new int[] {0, 1, 2, 0}, rows[3], rows[3], rows[3], rows[3]));
        cases.put("NaN", several(new int[] {0, 1}, new double[] {NAN, 0.5, 0.5}, rows[1]));
        cases.put("sum of 2", several(new int[] {0, 1}, new double[] {1, 0.5, 0.5}, rows[1]));
        cases.put("unknown class", several(new int[] {0, 3}, rows[0], rows[1]));
        cases.put("two probabilities", several(new int[] {0, 1}, rows[0], new double[] {0.5, 0.5}));
        cases.put("zero weights", weighted(several(new int[] {0, 1, 2, 0}, rows), 0, 0, 0, 0));
        cases.put("a class of weight 0", weighted(several(new int[] {0, 1, 2, 0}, rows), 1, 1, 0, 1));
        cases.put(
                "classes alone",
                MulticlassPredictions.ofLabels(List.of("a", "b", "c"), new int[] {0, 1, 2}, new int[] {0, 0, 0}));
        return cases;
    }

    private static Predictions several(int[] labels, double[]... probabilities) {
        return MulticlassPredictions.ofProbabilities(List.of("a", "b", "c"), labels, probabilities);
    }

    private static Map<String, Predictions> regression() {
        Map<String, Predictions> cases = new LinkedHashMap<>();
        cases.put("no rows", numbers(new double[0]));
        cases.put("one row", numbers(new double[] {3}, 4));
        cases.put("constant target", numbers(new double[] {3, 3, 3}, 1, 2, 3));
        cases.put("perfect", numbers(new double[] {1, 2, 3}, 1, 2, 3));
        cases.put("constant prediction", numbers(new double[] {1, 2, 3}, 2, 2, 2));
        cases.put("target 0", numbers(new double[] {0, 2, 3}, 0, 2, 2));
        cases.put("negative", numbers(new double[] {-1, 2, 3}, 1, -2, 3));
        cases.put("NaN", numbers(new double[] {1, NAN, 3}, 1, 2, 3));
        cases.put("infinite", numbers(new double[] {1, 2, 3}, 1, Double.NEGATIVE_INFINITY, 3));
        cases.put("huge", numbers(new double[] {1e200, -1e200, 0.5}, -1e200, 1e200, 1));
        cases.put("fewer predictions", numbers(new double[] {1, 2, 3}, 1, 2));
        cases.put("zero weights", weighted(numbers(new double[] {1, 2, 3}, 1, 2, 2), 0, 0, 0));
        cases.put("weights", weighted(numbers(new double[] {1, 2, 3, 5}, 1, 2, 2, 4), 0, 1, 2, 3));
        return cases;
    }

    private static RegressionPredictions numbers(double[] targets, double... predicted) {
        return RegressionPredictions.of(targets, predicted);
    }

    private static Map<String, Predictions> ranking() {
        Map<String, Predictions> cases = new LinkedHashMap<>();
        cases.put("no rows", ranked(List.of(), new double[0]));
        cases.put("one row", ranked(List.of("q"), new double[] {1}, 0.5));
        cases.put("nothing relevant", ranked(List.of("q", "q"), new double[] {0, 0}, 1, 2));
        cases.put("all tied", ranked(List.of("q", "q", "r", "r"), new double[] {1, 0, 1, 0}, 1, 1, 1, 1));
        cases.put("perfect", ranked(List.of("q", "q", "r", "r"), new double[] {1, 0, 1, 0}, 2, 1, 2, 1));
        cases.put("NaN", ranked(List.of("q", "q"), new double[] {1, 0}, NAN, 1));
        cases.put("negative relevance", ranked(List.of("q", "q"), new double[] {1, -1}, 2, 1));
        cases.put("weights", weighted(ranked(List.of("q", "q"), new double[] {1, 0}, 2, 1), 1, 2));
        return cases;
    }

    private static RankingPredictions ranked(List<String> queries, double[] relevance, double... scores) {
        return RankingPredictions.of(queries, relevance, scores);
    }

    @TestFactory
    Stream<DynamicTest> everyMetric_hasAFiniteValueOrAReason() {
        return Stream.of(binary(), multiclass(), regression(), ranking())
                .flatMap(cases -> cases.entrySet().stream())
                .map(nasty -> DynamicTest.dynamicTest(
                        Task.of(nasty.getValue()).text() + ": " + nasty.getKey(), () -> check(nasty.getValue())));
    }

    private static void check(Predictions predictions) {
        Evaluation evaluation = EVALUATOR.evaluate(predictions);
        assertThat(evaluation.figures())
                .hasSize(Metrics.usual(predictions).size())
                .allSatisfy(figure -> {
                    if (figure instanceof Figure.Defined defined) {
                        Interval range = defined.metric().range();
                        assertThat(defined.number())
                                .isBetween(range.low(), range.high())
                                .isFinite();
                        defined.interval().ifPresent(limits -> {
                            assertThat(limits.low()).isNotNaN().isGreaterThanOrEqualTo(range.low() - 1e-9);
                            assertThat(limits.high()).isNotNaN().isGreaterThanOrEqualTo(limits.low());
                        });
                        assertThat(defined.method()).isNotBlank();
                    } else if (figure instanceof Figure.Undefined undefined) {
                        assertThat(undefined.message()).hasSizeGreaterThan(20).endsWith(".");
                    }
                });
    }

    @Test
    void documentedValues_ofNastyRows() {
        Evaluation tied = EVALUATOR.evaluate(of(new int[] {1, 0, 0, 0}, 0.5, 0.5, 0.5, 0.5));
        assertThat(tied.value("roc_auc")).hasValue(0.5);
        assertThat(tied.value("average_precision_score")).hasValue(0.25);
        Evaluation certain = EVALUATOR.evaluate(of(new int[] {1, 1}, 0, 1));
        // One certain error costs -ln 2^-52, the other row nearly nothing.
        assertThat(certain.value("log_loss")).hasValueCloseTo(52 * Math.log(2) / 2, within(1e-9));
        assertThat(EVALUATOR.evaluate(of(new int[] {0, 0}, 0.1, 0.2)).value("precision_score"))
                .hasValue(0);
        assertThat(EVALUATOR.evaluate(of(new int[] {1}, 0.9)).text())
                .contains("needs at least 2 rows", "needs rows of both classes");
    }

    @Test
    void weightsOfTwo_areDoubledRows_alsoOfSeveralClasses() {
        Random random = new Random(3);
        int[] labels = random.ints(200, 0, 3).toArray();
        double[][] probabilities = Arrays.stream(labels)
                .mapToObj(label -> {
                    double[] row = random.doubles(3, 0.05, 1).toArray();
                    double sum = Arrays.stream(row).sum();
                    return Arrays.stream(row).map(value -> value / sum).toArray();
                })
                .toArray(double[][]::new);
        MulticlassPredictions rows =
                MulticlassPredictions.ofProbabilities(List.of("a", "b", "c"), labels, probabilities);
        double[] weights = new double[200];
        Arrays.setAll(weights, row -> row % 3);
        int[] repeated = IntStream.range(0, 200)
                .flatMap(row -> IntStream.generate(() -> row).limit(row % 3))
                .toArray();
        for (Metric metric : Metrics.multiclass()) {
            assertThat(metric.value(rows.with(RowInfo.none().withWeights(weights))))
                    .as(metric.name())
                    .isCloseTo(metric.value(rows.select(repeated)), within(1e-12));
        }
    }

    @Test
    void weightedRows_haveIntervals_ofEveryMetric() {
        Random random = new Random(4);
        double[] scores = random.doubles(500).toArray();
        int[] labels = Arrays.stream(scores)
                .mapToInt(score -> random.nextDouble() < score ? 1 : 0)
                .toArray();
        Evaluation evaluation = EVALUATOR.evaluate(
                weighted(of(labels, scores), random.doubles(500).toArray()));
        assertThat(evaluation.figures())
                .allSatisfy(figure ->
                        assertThat(((Figure.Defined) figure).interval()).isPresent());
    }

    @Test
    void rankings_areDrawnByWholeQueries() {
        Random random = new Random(5);
        List<String> queries =
                IntStream.range(0, 400).mapToObj(row -> "q" + row / 10).toList();
        double[] relevance = random.ints(400, 0, 3).asDoubleStream().toArray();
        double[] scores = Arrays.stream(relevance)
                .map(value -> value + random.nextGaussian())
                .toArray();
        Metric largest = Metrics.figure(
                "rows_of_largest_query",
                RankingPredictions.class,
                Direction.HIGHER_IS_BETTER,
                0,
                100,
                rows -> rows.queries().stream()
                        .distinct()
                        .mapToDouble(query -> Collections.frequency(rows.queries(), query))
                        .max()
                        .orElseThrow());
        List<Figure> figures = EVALUATOR.figures(ranked(queries, relevance, scores), List.of(largest));
        // Each drawn query has its ten rows, however often it is drawn; so the value never moves.
        assertThat(figures.get(0).toJsonValue().toString())
                .contains("value=10.0")
                .contains("the same whichever");
    }

    @Test
    void metricsWithAnArgument_haveTheirFormulas() {
        RegressionPredictions numbers = numbers(new double[] {1, 2, 3, 5}, 2, 2, 2, 4);
        // Errors -1, 0, 1, 1: 0.1 of them is charged above, 0.9 below.
        assertThat(Metrics.pinball(0.9).value(numbers)).isCloseTo((0.1 + 0 + 0.9 + 0.9) / 4, within(1e-15));
        // R² is 1 - 3/8.75, and 3 of 4 - 1 - 1 rows are left.
        assertThat(Metrics.adjustedR2(1).value(numbers)).isCloseTo(1 - 3 / 8.75 * 3 / 2, within(1e-15));
        BinaryPredictions two = BinaryPredictions.ofLabels(new int[] {1, 1, 1, 0}, new int[] {1, 0, 0, 1});
        // Precision 1/2, recall 1/3: 5 * 1/6 / (4 * 1/2 + 1/3).
        assertThat(Metrics.fBeta(2).value(two)).isCloseTo(5.0 / 14, within(1e-15));
        assertThatThrownBy(() -> Metrics.pinball(2)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> Metrics.meanCost(-1, 1)).hasMessageContaining("at least 0");
    }

    @Test
    void aMetricThatGivesNaN_hasNoValue() {
        Metric broken =
                Metrics.figure("broken", BinaryPredictions.class, Direction.HIGHER_IS_BETTER, 0, 1, rows -> Double.NaN);
        assertThat(EVALUATOR
                        .figures(of(new int[] {1, 0}, 0.5, 0.5), List.of(broken))
                        .get(0))
                .isInstanceOfSatisfying(
                        Figure.Undefined.class,
                        undefined -> assertThat(undefined.message()).contains("'broken' gave NaN"));
    }

    @Test
    void evaluation_saysTaskAndClasses() {
        Evaluation evaluation =
                EVALUATOR.evaluate(of(new int[] {1, 0, 0}, 0.9, 0.1, 0.6).withClasses("no", "yes"));
        assertThat(evaluation.toJsonValue())
                .containsEntry("task", "binary")
                .containsEntry("rows", 3)
                .containsEntry("classes", Map.of("no", 2L, "yes", 1L))
                .containsEntry("positive_class", "yes");
        assertThat(evaluation.majority()).hasValueCloseTo(2.0 / 3, within(1e-15));
        assertThat(EVALUATOR.evaluate(numbers(new double[] {1, 2}, 1, 1)).classRows())
                .isEmpty();
        assertThat(Task.ofText("regression")).isEqualTo(Task.REGRESSION);
        assertThatThrownBy(() -> Task.ofText("x")).hasMessageContaining("binary, multiclass, regression and ranking");
    }

    @Test
    void folds_haveTheCorrectedInterval() {
        // mpmath 1.4.1: the corrected t of these ten differences at 800 and 200 rows is 2.2427989925295475.
        double[] values = {0.0117, 0.002, 0.0072, 0.0282, 0.0175, 0.0143, 0.0015, 0.0149, 0.0129, 0.0017};
        CrossValidated folds = CrossValidated.of("roc_auc", values, 800, 200, 0.95);
        Interval limits = folds.interval().orElseThrow();
        // t of 9 degrees of freedom at 97.5 % is 2.2621571627409915 (R 4.2.2: qt(0.975, 9)).
        assertThat(limits.high() - folds.mean())
                .isCloseTo(0.01119 / 2.2427989925295475 * 2.2621571627409915, within(1e-12));
        assertThat(CrossValidated.of("roc_auc", new double[] {0.9, 0.9}, 8, 2, 0.95)
                        .interval())
                .isEmpty();
        assertThat(folds.toJsonValue()).containsKeys("metric", "values", "mean", "low", "high");
    }
}
