/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.Predictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.PolicyBuilder;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.SliceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That a decision is computed again from the file that was kept of it, to the last bit. */
class PredictionsFileTest {

    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    private final Random random = new Random(7);
    private final double[] noise = random.doubles(ROWS).toArray();
    private final int[] labels = random.ints(ROWS, 0, 2).toArray();

    private static final RowInfo INFO = RowInfo.none()
            .withKeys(texts("id-"))
            .withColumn("site", texts(""))
            .withColumn("Label", texts("l"))
            .withColumn("champion_class", texts("c"));

    private static List<String> texts(String before) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> before + (before.equals("id-") ? row : row % 3))
                .toList();
    }

    private double[] probabilities(double by) {
        return IntStream.range(0, ROWS)
                .mapToDouble(row -> 0.7 * noise[row] * by + 0.3 * labels[row])
                .toArray();
    }

    private BinaryPredictions binary(double by) {
        return BinaryPredictions.ofProbabilities(labels, probabilities(by), 0.4).withClasses("benign", "malignant");
    }

    private static PolicyBuilder policy(String metric) {
        return PromotionPolicy.builder("m").superior(metric).resamples(1000);
    }

    private void assertSameDecision(PromotionPolicy policy, Evidence.Builder evidence) {
        Evidence built = evidence.build();
        PromotionDecision decision = Promotion.decide(policy, built);
        Path file = folder.resolve(PredictionsFile.NAME);
        PredictionsFile.write(built, file);

        assertThat(Promotion.replay(decision.toJson(), PredictionsFile.read(file))
                        .differences())
                .isEmpty();
        Evidence read = PredictionsFile.read(file).build();
        assertThat(read.candidate().rows().columns())
                .isEqualTo(built.candidate().rows().columns());
        assertThat(read.candidate().rows().keys())
                .isEqualTo(built.candidate().rows().keys());
        assertThat(read.champion().isPresent()).isEqualTo(built.champion().isPresent());
    }

    @Test
    void twoClasses_areDecidedAlike_withKeysColumnsAndWeights() {
        RowInfo info = INFO.withWeights(noise);
        PromotionPolicy policy = policy("log_loss")
                .guard(new NoWorse("f1_score", Margin.absolute(0.1)))
                .build();

        assertSameDecision(
                policy, Evidence.of(binary(0.9).with(info), binary(0.5).with(info)));
    }

    @Test
    void twoClasses_keepTheirNamesAndTheirThreshold() {
        Path file = folder.resolve("kept.parquet");
        BinaryPredictions candidate = binary(0.5);
        PredictionsFile.write(Evidence.of(binary(0.9), candidate).build(), file);

        BinaryPredictions read =
                (BinaryPredictions) PredictionsFile.read(file).build().candidate();
        assertThat(read.classes()).containsExactly("benign", "malignant");
        assertThat(read.predicted()).isEqualTo(candidate.predicted());
        assertThat(read.probabilities()).isEqualTo(candidate.probabilities());
    }

    @Test
    void scores_labelsAlone_andNaN_areDecidedAlike() {
        double[] scores = probabilities(3);
        scores[5] = Double.NaN;
        scores[6] = -0.0;
        int[] predicted = random.ints(ROWS, 0, 2).toArray();

        assertSameDecision(
                policy("roc_auc").build(),
                Evidence.of(
                        BinaryPredictions.ofScores(labels, probabilities(2), 0.1),
                        BinaryPredictions.ofScores(labels, probabilities(3), -0.0)));
        assertSameDecision(
                policy("roc_auc").build(),
                Evidence.of(
                        BinaryPredictions.ofScores(labels, probabilities(2), 0.1),
                        BinaryPredictions.ofScores(labels, scores, 5)));
        assertSameDecision(
                policy("accuracy_score").build(),
                Evidence.of(BinaryPredictions.ofLabels(labels, labels), BinaryPredictions.ofLabels(labels, predicted)));
    }

    @Test
    void severalClasses_numbers_andRankings_areDecidedAlike() {
        List<String> classes = List.of("a", "B", "a, \"b\"");
        int[] kinds = random.ints(ROWS, 0, 3).toArray();
        assertSameDecision(
                policy("accuracy_score")
                        .slice(new SliceRule(
                                List.of("site"),
                                "accuracy_score",
                                Margin.absolute(0.2),
                                50,
                                SliceRule.Demand.NO_WORSE,
                                SliceRule.Small.HOLD))
                        .build(),
                Evidence.of(
                        MulticlassPredictions.ofProbabilities(classes, kinds, shares())
                                .with(INFO),
                        MulticlassPredictions.ofProbabilities(classes, kinds, shares())
                                .with(INFO)));
        assertSameDecision(
                policy("accuracy_score").build(),
                Evidence.of(
                        MulticlassPredictions.ofLabels(classes, kinds, labels),
                        MulticlassPredictions.ofLabels(classes, kinds, kinds)));
        assertSameDecision(
                policy("mean_absolute_error").build(),
                Evidence.of(
                        RegressionPredictions.of(noise, probabilities(1)),
                        RegressionPredictions.of(noise, probabilities(2))));
        double[] relevance = IntStream.of(kinds).asDoubleStream().toArray();
        assertSameDecision(
                policy("ndcg_at_10").build(),
                Evidence.of(
                        RankingPredictions.of(texts("q"), relevance, noise),
                        RankingPredictions.of(texts("q"), relevance, probabilities(2))));
    }

    private double[][] shares() {
        double[][] rows = new double[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            double first = random.nextDouble();
            rows[row] = new double[] {first, (1 - first) / 3, 2 * (1 - first) / 3};
        }
        return rows;
    }

    @Test
    void firstChampion_isDecidedAlike() {
        assertSameDecision(
                policy("log_loss").build(), Evidence.withoutChampion(binary(0.5).with(INFO)));
    }

    @Test
    void read_namesWhatIsNotOfTheKind() {
        Path file = folder.resolve("kept.parquet");
        PredictionsFile.write(Evidence.of(binary(0.9), binary(0.5)).build(), file);
        Path edited = folder.resolve("edited.parquet");
        try (Table table = Tables.parquet(file);
                Table dropped = table.drop("candidate_class");
                Table flipped = table.derive(
                        "champion_class",
                        DataType.INT64,
                        row -> row.index() == 3 ? 1L : (long) row.number("row") % 2)) {
            Tables.write(dropped, edited);
            assertThatThrownBy(() -> PredictionsFile.read(edited))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("has no column 'candidate_class'")
                    .hasMessageContaining("no file of kept predictions");
            Tables.write(flipped, edited);
            assertThatThrownBy(() -> PredictionsFile.read(edited))
                    .hasMessageContaining("was changed: the classes of the champion do not follow from its scores");
        }
    }

    @Test
    void write_refusesModelsWhoseRowsDiffer() {
        Predictions champion = binary(0.9).with(INFO.withWeights(noise));
        Predictions candidate = binary(0.5).with(INFO);

        assertThatThrownBy(() ->
                        PredictionsFile.write(Evidence.of(champion, candidate).build(), folder.resolve("kept.parquet")))
                .hasMessageContaining("and weights")
                .hasMessageContaining("where rows of both models have the same");
    }
}
