/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.Direction;
import dev.ratchet.evaluation.Metrics;
import dev.ratchet.evaluation.MulticlassPredictions;
import dev.ratchet.evaluation.RankingPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.promotion.rule.Benefit;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.FairnessGap;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.NonInferior;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Threshold;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What each kind of rule says. */
class RulesTest {

    private static final int ROWS = 2000;
    private static final Scores SCORES = Scores.of(ROWS, 5);
    private static final BinaryPredictions WORSE = SCORES.model(0.8, 1);
    private static final BinaryPredictions BETTER = SCORES.model(0, 2);

    private static PolicyBuilder policy() {
        return PromotionPolicy.builder("m").resamples(2000);
    }

    private static PromotionDecision decide(PolicyBuilder policy, Evidence.Builder evidence) {
        return Promotion.decide(policy.build(), evidence.build());
    }

    /** The first rule's result. */
    private static RuleResult first(PolicyBuilder policy, Evidence.Builder evidence) {
        return decide(policy, evidence).rules().get(0);
    }

    @Test
    void testFollowsFromTheMetric() {
        Map<String, String> tests = Map.of(
                "log_loss", "paired-t",
                "accuracy_score", "mcnemar-mid-p",
                "recall_score", "mcnemar-mid-p",
                "roc_auc", "delong",
                "f1_score", "bca-bootstrap",
                "average_precision_score", "bca-bootstrap");

        tests.forEach((metric, test) -> {
            RuleResult result = first(policy().resamples(1000).superior(metric), Evidence.of(WORSE, BETTER));
            assertThat(result.measured().orElseThrow().test()).as(metric).isEqualTo(test);
            assertThat(result.verdict()).as(metric + result.reason()).isEqualTo(Verdict.PROMOTE);
            assertThat(result.measured().get().low())
                    .isLessThan(result.measured().get().estimate());
        });
        assertThat(first(
                                policy().superior("log_loss"),
                                Evidence.of(
                                        Scores.of(40, 1).model(1),
                                        Scores.of(40, 1).model(0)))
                        .measured()
                        .orElseThrow()
                        .test())
                .isEqualTo("sign-flip");
    }

    @Test
    void groupedRows_andWeights_areDrawn() {
        List<String> patients =
                IntStream.range(0, ROWS).mapToObj(row -> "p" + row / 4).toList();
        double[] weights = new Random(1).doubles(ROWS, 0.5, 1.5).toArray();
        RowInfo grouped = RowInfo.none().withColumn("patient", patients);
        RowInfo weighted = RowInfo.none().withWeights(weights);

        RuleResult ofGroups = first(
                policy().superior("log_loss").rowsGroupedBy("patient"),
                Evidence.of(WORSE.with(grouped), BETTER.with(grouped)));
        RuleResult ofWeights =
                first(policy().superior("log_loss"), Evidence.of(WORSE.with(weighted), BETTER.with(weighted)));
        RuleResult withoutColumn =
                first(policy().superior("log_loss").rowsGroupedBy("patient"), Evidence.of(WORSE, BETTER));

        assertThat(ofGroups.measured().orElseThrow().test()).isEqualTo("bca-bootstrap");
        assertThat(ofGroups.verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(ofWeights.measured().orElseThrow().test()).isEqualTo("bca-bootstrap");
        assertThat(withoutColumn.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(withoutColumn.reason()).contains("grouped by 'patient', and there is no such column");
    }

    @Test
    void brokenGuard_rejects_andAnOpenOneHolds_evenWhenThePrimaryIsShown() {
        PromotionDecision broken = decide(
                policy().superior("log_loss")
                        .guard(new Threshold("accuracy_score", Threshold.Side.AT_LEAST, 0.95, JudgedBy.BOUND)),
                Evidence.of(WORSE, BETTER));
        assertThat(broken.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(broken.rules().get(0).reason()).startsWith("shown not to be 0.95 or more: at best 0.7");

        double accuracy = Metrics.binary().get(0).value(BETTER);
        PolicyBuilder close = policy().superior("log_loss")
                .guard(new Threshold("accuracy_score", Threshold.Side.AT_LEAST, accuracy, JudgedBy.BOUND));
        PromotionDecision open = decide(close, Evidence.of(WORSE, BETTER));
        assertThat(open.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(open.rules().get(1).reason()).startsWith("not tested").contains("PROMOTE");

        // The limit itself is allowed.
        PromotionDecision byEstimate = decide(
                policy().superior("log_loss")
                        .guard(new Threshold("accuracy_score", Threshold.Side.AT_LEAST, accuracy, JudgedBy.ESTIMATE)),
                Evidence.of(WORSE, BETTER));
        assertThat(byEstimate.verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(byEstimate.rules().get(0).measured().orElseThrow().test()).isEqualTo("estimate");
    }

    @Test
    void limitOnTheWrongSide_holds_andSaysWhich() {
        RuleResult result = first(
                policy().guard(new Threshold("log_loss", Threshold.Side.AT_LEAST, 0.1, JudgedBy.BOUND)),
                Evidence.of(WORSE, BETTER));

        assertThat(result.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(result.reason()).contains("log_loss is better the lower: use at-most");
    }

    @Test
    void metricOfAnotherKind_holds() {
        RuleResult result = first(policy().guard(new NoWorse("r2_score", Margin.NONE)), Evidence.of(WORSE, BETTER));

        assertThat(result.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(result.reason()).contains("there is no metric 'r2_score' of BinaryPredictions");
    }

    @Test
    void slices_areJudgedOneByOne_andALossInOneIsFound() {
        List<String> sites =
                IntStream.range(0, ROWS).mapToObj(row -> "s" + row % 5).toList();
        RowInfo info = RowInfo.none().withColumn("site", sites);
        double[] scores = BETTER.scores();
        // At one site the candidate knows nothing.
        for (int row = 3; row < ROWS; row += 5) {
            scores[row] = 1 - scores[row];
        }
        BinaryPredictions uneven = BinaryPredictions.ofProbabilities(SCORES.labels(), scores);
        SliceRule rule = SliceRule.of("site", "log_loss", Margin.absolute(0.05));

        RuleResult even = first(policy().slice(rule), Evidence.of(WORSE.with(info), BETTER.with(info)));
        RuleResult broken = first(policy().slice(rule), Evidence.of(WORSE.with(info), uneven.with(info)));

        assertThat(even.verdict()).as(even.reason()).isEqualTo(Verdict.PROMOTE);
        assertThat(even.parts()).hasSize(5).extracting(RuleResult::rule).contains("site=s0", "site=s4");
        assertThat(broken.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(broken.reason()).isEqualTo("worse in 1 of 5 slices: site=s3");
        assertThat(broken.parts().get(3).reason()).contains("after Holm for 5 slices");
    }

    @Test
    void slices_thatNeedNotBeShown_passUnlessOneIsWorse() {
        List<String> sites = IntStream.range(0, ROWS)
                .mapToObj(row -> row < 20 ? "few" : "s" + row % 20)
                .toList();
        RowInfo info = RowInfo.none().withColumn("site", sites);
        BinaryPredictions alike = SCORES.model(0.8, 9);
        SliceRule strict = SliceRule.of("site", "accuracy_score", Margin.absolute(0.01));
        SliceRule lenient = new SliceRule(
                strict.columns(),
                strict.metric(),
                strict.margin(),
                50,
                SliceRule.Demand.NOT_SHOWN_WORSE,
                SliceRule.Small.REPORT);

        assertThat(first(policy().slice(strict), Evidence.of(WORSE.with(info), alike.with(info)))
                        .verdict())
                .isEqualTo(Verdict.HOLD);
        RuleResult passed = first(policy().slice(lenient), Evidence.of(WORSE.with(info), alike.with(info)));
        assertThat(passed.verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(passed.parts()).anySatisfy(part -> assertThat(part.reason()).contains("too few to be judged"));
    }

    @Test
    void fairnessGap_isJudgedByItsBound() {
        Random random = new Random(3);
        List<String> sexes = IntStream.range(0, ROWS)
                .mapToObj(row -> random.nextBoolean() ? "f" : "m")
                .toList();
        RowInfo info = RowInfo.none().withColumn("sex", sexes);
        Evidence.Builder evidence = Evidence.of(WORSE.with(info), BETTER.with(info));

        for (FairnessGap.Measure measure : FairnessGap.Measure.values()) {
            RuleResult wide = first(policy().guard(new FairnessGap(measure, "sex", 0.2, JudgedBy.BOUND)), evidence);
            assertThat(wide.verdict()).as(wide.reason()).isEqualTo(Verdict.PROMOTE);
            RuleResult none = first(policy().guard(new FairnessGap(measure, "sex", 0, JudgedBy.BOUND)), evidence);
            assertThat(none.verdict()).isEqualTo(Verdict.HOLD);
        }
        RuleResult unknown = first(
                policy().guard(new FairnessGap(FairnessGap.Measure.DEMOGRAPHIC_PARITY, "age", 1, JudgedBy.BOUND)),
                evidence);
        assertThat(unknown.reason()).contains("there is no column 'age'; there are [sex]");
        RowInfo byScore = RowInfo.none()
                .withColumn(
                        "sex",
                        Arrays.stream(BETTER.predicted())
                                .mapToObj(own -> own == 1 ? "f" : "m")
                                .toList());
        RuleResult unfair = first(
                policy().guard(new FairnessGap(FairnessGap.Measure.DEMOGRAPHIC_PARITY, "sex", 0.1, JudgedBy.BOUND)),
                Evidence.of(WORSE.with(byScore), BETTER.with(byScore)));
        assertThat(unfair.verdict()).isEqualTo(Verdict.REJECT);
    }

    @Test
    void budgets_needAThousandCalls_andAreJudgedByTheirBound() {
        PolicyBuilder policy = policy().guard(new Budget(Budget.Resource.LATENCY_P99, 1_000_000, JudgedBy.BOUND));
        long[] calls = new Random(4).longs(2000, 500_000, 900_000).toArray();
        long[] slow = Arrays.stream(calls).map(call -> 2 * call).toArray();

        assertThat(judgedWith(policy, ModelFacts.none()).reason()).contains("0 calls were timed, and 1000");
        assertThat(judgedWith(policy, ModelFacts.none().withLatencies(Arrays.copyOf(calls, 999)))
                        .verdict())
                .isEqualTo(Verdict.HOLD);
        assertThat(judgedWith(policy, ModelFacts.none().withLatencies(calls)).verdict())
                .isEqualTo(Verdict.PROMOTE);
        assertThat(judgedWith(policy, ModelFacts.none().withLatencies(slow)).verdict())
                .isEqualTo(Verdict.REJECT);

        PolicyBuilder size = policy().guard(new Budget(Budget.Resource.SIZE, 1000, JudgedBy.BOUND));
        assertThat(judgedWith(size, ModelFacts.none()).verdict()).isEqualTo(Verdict.HOLD);
        assertThat(judgedWith(size, ModelFacts.none().withSize(1000)).verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(judgedWith(size, ModelFacts.none().withSize(1001)).verdict()).isEqualTo(Verdict.REJECT);
    }

    private static RuleResult judgedWith(PolicyBuilder policy, ModelFacts facts) {
        return first(policy, Evidence.of(WORSE, BETTER).ofCandidate(facts));
    }

    @Test
    void nonInferior_needsABenefit() {
        BinaryPredictions alike = SCORES.model(0.8, 9);
        PolicyBuilder policy = policy().primary(new NonInferior(
                "roc_auc",
                Margin.absolute(0.03),
                List.of(new Benefit.FresherData(), new Benefit.Smaller(), new Benefit.Faster())));
        long[] calls = new Random(4).longs(1000, 500_000, 900_000).toArray();
        long[] faster = Arrays.stream(calls).map(call -> call - 50_000).toArray();
        ModelFacts before =
                ModelFacts.none().withDataUntil(Instant.EPOCH).withSize(10).withLatencies(calls);

        RuleResult none =
                first(policy, Evidence.of(WORSE, alike).ofChampion(before).ofCandidate(before));
        assertThat(none.verdict()).as(none.reason()).isEqualTo(Verdict.HOLD);
        assertThat(none.reason()).endsWith("no benefit is shown");
        for (ModelFacts facts : List.of(
                before.withDataUntil(Instant.EPOCH.plusSeconds(1)), before.withSize(9), before.withLatencies(faster))) {
            assertThat(first(
                                    policy,
                                    Evidence.of(WORSE, alike).ofChampion(before).ofCandidate(facts))
                            .verdict())
                    .isEqualTo(Verdict.PROMOTE);
        }
        RuleResult improved = first(
                policy().primary(new NonInferior(
                        "roc_auc", Margin.absolute(0.03), List.of(new Benefit.Improved("log_loss")))),
                Evidence.of(WORSE, BETTER));
        assertThat(improved.reason()).endsWith("benefit: improved log_loss");
    }

    @Test
    void requirements_holdWhatIsNotKnown() {
        Column age = Column.of("age", ColumnType.DOUBLE);
        ModelSignature signature = ModelSignature.ofColumns(List.of(age), -1, 1);
        ModelSignature needsMore =
                ModelSignature.ofColumns(List.of(age, Column.of("weight", ColumnType.DOUBLE)), -1, 1);
        PolicyBuilder policy = policy().require(new Requirement.SameSchema())
                .require(new Requirement.CompatibleSignature())
                .require(new Requirement.SealedTestSet())
                .require(new Requirement.MinimumRows(ROWS + 1))
                .require(new Requirement.RequiredTag("card", Optional.of("v2")));

        PromotionDecision unknown = decide(policy, Evidence.of(WORSE, BETTER));
        assertThat(unknown.rules())
                .allSatisfy(rule -> assertThat(rule.verdict()).isEqualTo(Verdict.HOLD));

        ModelFacts facts = ModelFacts.none().withSignature(signature).withColumns(List.of(age));
        PromotionDecision known = decide(
                policy.require(new Requirement.RequiredTag("any", Optional.empty())),
                Evidence.of(WORSE, BETTER)
                        .ofChampion(facts)
                        .ofCandidate(facts.withSignature(needsMore))
                        .testPart(Evidence.TestPart.OPEN)
                        .tags(Map.of("card", "v1", "any", "")));
        assertThat(known.rules())
                .extracting(RuleResult::verdict)
                .startsWith(Verdict.HOLD, Verdict.HOLD, Verdict.PROMOTE, Verdict.REJECT, Verdict.HOLD, Verdict.PROMOTE);
        assertThat(known.summary())
                .contains("the candidate needs column 'weight', which callers of the champion do not give")
                .contains("the test data was not sealed")
                .contains("2000 rows, and 2001 are the minimum")
                .contains("the tag is 'v1', and 'v2' is needed");
    }

    @Test
    void severalClasses_rankings_andOwnMetrics_areDecidedToo() {
        Random random = new Random(2);
        int[] labels = random.ints(600, 0, 3).toArray();
        MulticlassPredictions worse = MulticlassPredictions.ofProbabilities(
                List.of("a", "b", "c"), labels, probabilities(labels, 1.0, random));
        MulticlassPredictions better = MulticlassPredictions.ofProbabilities(
                List.of("a", "b", "c"), labels, probabilities(labels, 3.0, random));
        for (String metric : List.of("log_loss", "accuracy_score", "f1_score_macro", "roc_auc")) {
            assertThat(decide(policy().resamples(1000).superior(metric), Evidence.of(worse, better))
                            .verdict())
                    .as(metric)
                    .isEqualTo(Verdict.PROMOTE);
        }

        List<String> queries =
                IntStream.range(0, 600).mapToObj(row -> "q" + row / 6).toList();
        double[] relevance =
                random.doubles(600).map(value -> Math.floor(3 * value)).toArray();
        double[] good = Arrays.stream(relevance)
                .map(value -> value + random.nextGaussian())
                .toArray();
        double[] bad = random.doubles(600).toArray();
        Evidence.Builder rankings = Evidence.of(
                RankingPredictions.of(queries, relevance, bad), RankingPredictions.of(queries, relevance, good));
        PromotionDecision ranked = decide(policy().superior("ndcg_at_10"), rankings);
        assertThat(ranked.verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(ranked.rules().get(0).measured().orElseThrow().test()).isEqualTo("paired-t");

        assertThat(decide(
                                policy().resamples(1000).superior("hits"),
                                Evidence.of(WORSE, BETTER)
                                        .metric(Metrics.figure(
                                                "hits",
                                                BinaryPredictions.class,
                                                Direction.HIGHER_IS_BETTER,
                                                0,
                                                1,
                                                rows -> Metrics.binary().get(0).value(rows))))
                        .verdict())
                .isEqualTo(Verdict.PROMOTE);
    }

    private static double[][] probabilities(int[] labels, double strength, Random random) {
        double[][] all = new double[labels.length][3];
        for (int row = 0; row < all.length; row++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                all[row][k] = Math.exp(random.nextGaussian() + (labels[row] == k ? strength : 0));
                sum += all[row][k];
            }
            for (int k = 0; k < 3; k++) {
                all[row][k] /= sum;
            }
        }
        return all;
    }
}
