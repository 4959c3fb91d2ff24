/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Finding;
import dev.ratchet.evaluation.Finding.Level;
import dev.ratchet.evaluation.Metric;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.metric.Interval;
import dev.ratchet.evaluation.slice.FeatureColumn;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelInput;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ModelChecksTest {

    private static final int ROWS = 1000;

    /** Truth is x plus noise of a standard deviation of 1; the prediction is off by more noise. */
    private static RegressionPredictions numbers(long seed, double noise) {
        Random random = new Random(seed);
        double[] x = x(seed);
        double[] targets =
                Arrays.stream(x).map(value -> value + random.nextGaussian()).toArray();
        double[] predicted = Arrays.stream(x)
                .map(value -> value + noise * random.nextGaussian())
                .toArray();
        return RegressionPredictions.of(targets, predicted);
    }

    private static double[] x(long seed) {
        return new Random(-seed).doubles(ROWS, 0, 10).toArray();
    }

    private static final Metric MAE = Metrics.named("mean_absolute_error", numbers(1, 0));
    private static final Metric R2 = Metrics.named("r2_score", numbers(1, 0));

    @Test
    void withoutATrainer_whatNeedsTrainingIsNotComputed() {
        ModelChecks.Results results =
                ModelChecks.builder(MAE, numbers(2, 0.1)).build().run();
        assertThat(results.findings())
                .extracting(Finding::check)
                .containsExactly(
                        "overfitting",
                        "baseline_constant",
                        "baseline_single_feature",
                        "seed_stability",
                        "learning_curve",
                        "robustness");
        assertThat(results.findings()).allSatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(Level.NOT_COMPUTED);
            assertThat(finding.message()).contains("ModelChecks.Builder.");
        });
    }

    @Test
    void everything_isChecked_whenAllIsGiven() {
        int[] trainings = {0};
        ModelChecks.Results results = ModelChecks.builder(MAE, numbers(2, 0.1))
                .training(numbers(1, 0.1))
                .columns(
                        List.of(FeatureColumn.numbers("x", x(1)), FeatureColumn.numbers("noise", x(77))),
                        List.of(FeatureColumn.numbers("x", x(2)), FeatureColumn.numbers("noise", x(78))))
                .trainer((fraction, seed) -> {
                    trainings[0]++;
                    return numbers(2, 0.1 + 0.01 * (seed % 3) + (1 - fraction));
                })
                .seeds(3, 7)
                .scorer(ModelChecksTest::sum, FloatRows.of(List.of("a", "b"), new float[] {1, 2, 3, 4}), anyNumber())
                .build()
                .run();

        assertThat(results.findings()).noneMatch(finding -> finding.level() == Level.NOT_COMPUTED);
        assertThat(trainings[0]).isEqualTo(9); // two fractions and all rows, three seeds each
        assertThat(results.baselines())
                .extracting(BaselineComparison::baseline)
                .containsExactly("mean", "median", "best single feature: x");
        assertThat(results.seedStability().orElseThrow().values()).hasSize(3);
        assertThat(results.learningCurve().orElseThrow().finding().level()).isEqualTo(Level.WARNING);
    }

    private static Interval anyNumber() {
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Finds columns by name; a missing value stays one. */
    private static float[][] sum(ModelInput rows) {
        float[][] scores = new float[rows.rowCount()][1];
        for (int row = 0; row < scores.length; row++) {
            scores[row][0] = (float) (rows.number(row, rows.indexOf("a")) - rows.number(row, rows.indexOf("b")));
        }
        return scores;
    }

    @Test
    void overfitting_isSeen_whenItMatters() {
        OverfittingGap gap = OverfittingGap.of(MAE, numbers(1, 0), numbers(2, 2), 0.95);
        assertThat(gap.finding().level()).isEqualTo(Level.WARNING);
        assertThat(gap.finding().message()).contains("by heart");
        // The mean absolute value of a normal is sqrt(2/pi) times its deviation: 0.798, and 1.784 for a variance of 5.
        assertThat(gap.gap().orElseThrow().value()).isCloseTo(0.986, within(0.1));
        assertThat(gap.gap().orElseThrow().value()).isCloseTo(gap.validation() - gap.training(), within(1e-12));
        OverfittingGap ofR2 = OverfittingGap.of(R2, numbers(1, 0), numbers(2, 2), 0.95);
        assertThat(ofR2.gap().orElseThrow().value()).isPositive();
        assertThat(OverfittingGap.of(MAE, numbers(1, 0.5), numbers(2, 0.5), 0.95)
                        .finding()
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void naiveRules_areBeaten_orNot() {
        List<BaselineComparison> good = NaiveBaselines.constant(MAE, numbers(1, 0), numbers(2, 0.1), 0.95);
        assertThat(good).allSatisfy(comparison -> {
            assertThat(comparison.finding().level()).isEqualTo(Level.OK);
            assertThat(comparison.method()).isEqualTo("paired t");
        });
        double[] targets = numbers(2, 0).targets();
        double mean = Arrays.stream(numbers(1, 0).targets()).average().orElseThrow();
        assertThat(good.get(0).naive())
                .isCloseTo(
                        Arrays.stream(targets)
                                .map(value -> Math.abs(value - mean))
                                .average()
                                .orElseThrow(),
                        within(1e-12));
        BaselineComparison bad =
                NaiveBaselines.constant(R2, numbers(1, 0), numbers(2, 20), 0.95).get(0);
        assertThat(bad.finding().level()).isEqualTo(Level.FAILED);
        assertThat(bad.improvement()).isNegative();
        assertThat(bad.method()).startsWith("paired BCa bootstrap");
    }

    @Test
    void bestSingleFeature_isChosenOnTrainingRows() {
        BaselineComparison comparison = NaiveBaselines.singleFeature(
                R2,
                numbers(1, 0),
                List.of(FeatureColumn.numbers("noise", x(55)), FeatureColumn.numbers("x", x(1))),
                numbers(2, 0.9),
                List.of(FeatureColumn.numbers("noise", x(56)), FeatureColumn.numbers("x", x(2))),
                0.95);
        assertThat(comparison.baseline()).isEqualTo("best single feature: x");
        // The rule knows x, in 20 bins; the model adds noise to it.
        assertThat(comparison.naive()).isGreaterThan(comparison.model());
        assertThat(comparison.finding().level()).isEqualTo(Level.FAILED);
        assertThatThrownBy(() -> NaiveBaselines.singleFeature(
                        R2,
                        numbers(1, 0),
                        List.of(FeatureColumn.numbers("x", x(1))),
                        numbers(2, 0),
                        List.of(FeatureColumn.numbers("y", x(2))),
                        0.95))
                .hasMessageContaining("Column 0 is 'x'", "'y'");
    }

    @Test
    void majorityClass_hasTheSharesOfTheTrainingRows() {
        BinaryPredictions training = BinaryPredictions.ofLabels(new int[] {0, 0, 0, 1}, new int[] {0, 0, 0, 0});
        BinaryPredictions rows =
                BinaryPredictions.ofProbabilities(new int[] {0, 1, 1, 0, 1}, new double[] {0.1, 0.9, 0.7, 0.4, 0.6});
        BaselineComparison auc = NaiveBaselines.constant(Metrics.named("roc_auc", rows), training, rows, 0.95)
                .get(0);
        assertThat(auc.naive()).isEqualTo(0.5);
        BaselineComparison loss = NaiveBaselines.constant(Metrics.named("log_loss", rows), training, rows, 0.95)
                .get(0);
        assertThat(loss.naive()).isCloseTo(-(2 * Math.log(0.75) + 3 * Math.log(0.25)) / 5, within(1e-12));
        MulticlassPredictions several =
                MulticlassPredictions.ofLabels(List.of("a", "b", "c"), new int[] {0, 1, 1, 2}, new int[] {0, 1, 1, 0});
        assertThat(NaiveBaselines.constant(Metrics.named("accuracy_score", several), several, several, 0.95)
                        .get(0)
                        .naive())
                .isEqualTo(0.5);
    }

    @Test
    void seedsThatMatterMoreThanRows_areLuck() {
        SeedStability steady =
                SeedStability.of(MAE, (fraction, seed) -> numbers(2, 0.1 + 1e-4 * (seed % 5)), 5, 1, 0.95);
        assertThat(steady.finding().level()).isEqualTo(Level.OK);
        assertThat(steady.min()).isLessThanOrEqualTo(steady.mean()).isLessThanOrEqualTo(steady.max());
        SeedStability luck = SeedStability.of(MAE, (fraction, seed) -> numbers(2, (double) (seed % 5)), 5, 1, 0.95);
        assertThat(luck.finding().level()).isEqualTo(Level.WARNING);
        assertThat(luck.finding().message()).contains("luck of its seed");
        double mean = luck.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        double variance = luck.values().stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / 4;
        assertThat(luck.standardDeviation()).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(SeedStability.of(MAE, (fraction, seed) -> numbers(2, 1), 2, 1, 0.95)
                        .finding()
                        .message())
                .contains("the seed does not matter");
        assertThatThrownBy(() -> SeedStability.of(MAE, (fraction, seed) -> numbers(2, 1), 1, 1, 0.95))
                .hasMessageContaining("at least 2");
    }

    @Test
    void learningCurve_thatIsFlat_asksForNoRows() {
        Trainer flat = (fraction, seed) -> numbers(2, 0.5 + 0.01 * (seed % 3));
        LearningCurve curve = LearningCurve.of(MAE, flat, new double[] {0.5, 1}, 3, 1);
        assertThat(curve.finding().level()).isEqualTo(Level.OK);
        assertThat(curve.points()).extracting(LearningCurve.Point::fraction).containsExactly(0.5, 1.0);
        Trainer rising = (fraction, seed) -> numbers(2, 3 - 2 * fraction + 0.01 * (seed % 3));
        assertThat(LearningCurve.of(R2, rising, new double[] {0.5, 1}, 3, 1)
                        .finding()
                        .message())
                .contains("too little data");
        assertThatThrownBy(() -> LearningCurve.of(MAE, flat, new double[] {1, 0.5}, 3, 1))
                .hasMessageContaining("ascending");
    }

    @Test
    void predictionsWithoutAValue_areNotComputed_withTheReason() {
        Predictions oneClass = BinaryPredictions.ofProbabilities(new int[] {1, 1}, new double[] {0.5, 0.6});
        List<Finding> findings = ModelChecks.builder(Metrics.named("roc_auc", oneClass), oneClass)
                .training(oneClass)
                .trainer((fraction, seed) -> oneClass)
                .build()
                .run()
                .findings();
        assertThat(findings)
                .filteredOn(finding ->
                        finding.check().equals("overfitting") || finding.check().equals("seed_stability"))
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.NOT_COMPUTED);
                    assertThat(finding.message()).contains("2 positive and 0 negative");
                });
    }
}
