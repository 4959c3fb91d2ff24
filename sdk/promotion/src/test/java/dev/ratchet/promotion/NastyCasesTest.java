/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.RatchetException;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.promotion.rule.FirstChampion;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Requirement.Approvals;
import dev.ratchet.promotion.rule.SliceRule;
import dev.ratchet.promotion.rule.Superior;
import dev.ratchet.promotion.rule.Threshold;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What other gates stumble over. */
class NastyCasesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Scores SCORES = Scores.of(400, 7);
    private static final BinaryPredictions WORSE = SCORES.model(1);
    private static final BinaryPredictions BETTER = SCORES.model(0);

    private static PolicyBuilder policy() {
        return PromotionPolicy.builder("m");
    }

    private static PromotionDecision decide(PolicyBuilder policy, Evidence.Builder evidence) {
        return Promotion.decide(policy.build(), evidence.build());
    }

    private static PromotionDecision logLoss(Evidence.Builder evidence) {
        return decide(policy().superior("log_loss"), evidence);
    }

    /** A model with this R² on the rows, about. */
    private static RegressionPredictions regression(double spread, long seed) {
        Random targets = new Random(1);
        Random errors = new Random(seed);
        double[] y = targets.doubles(300).toArray();
        return RegressionPredictions.of(
                y,
                Arrays.stream(y)
                        .map(value -> value + spread * errors.nextGaussian())
                        .toArray());
    }

    private static List<String> keys(int rows) {
        return IntStream.range(0, rows).mapToObj(row -> "k" + row).toList();
    }

    @Test
    void negativeBaselines_withRelativeMargins_allowLosses_andDemandGains() {
        // R² below 0: the champion is worse than the mean of the targets.
        RegressionPredictions champion = regression(0.4, 2);
        PromotionDecision equal = decide(
                policy().superior("mean_squared_error").guard(new NoWorse("r2_score", Margin.relative(0.1))),
                Evidence.of(champion, regression(0.4, 3)));
        Measured guard = equal.rules().get(0).measured().orElseThrow();

        assertThat(guard.champion()).isNegative();
        // Worse by up to a tenth of its magnitude, and not better by that much as 1.1 * champion would ask.
        assertThat(guard.limit()).isNegative().isEqualTo(-0.1 * Math.abs(guard.champion()));

        PromotionDecision better = decide(
                policy().primary(new Superior("r2_score", Margin.relative(0.1))),
                Evidence.of(champion, regression(0.2, 3)));
        assertThat(better.rules().get(0).measured().orElseThrow().limit()).isPositive();
        assertThat(better.verdict()).isEqualTo(Verdict.PROMOTE);
    }

    @Test
    void nanCandidate_holds_namingTheRow() {
        double[] scores = BETTER.scores();
        scores[17] = Double.NaN;
        BinaryPredictions broken = BinaryPredictions.ofProbabilities(SCORES.labels(), scores);

        for (String metric : List.of("log_loss", "accuracy_score", "roc_auc", "f1_score")) {
            PromotionDecision decision = decide(policy().superior(metric), Evidence.of(WORSE, broken));
            assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
            assertThat(decision.summary()).contains("The candidate's score of row 17 is NaN");
        }
    }

    @Test
    void nanBaseline_holds_namingTheRow() {
        double[] scores = WORSE.scores();
        scores[3] = Double.NaN;
        BinaryPredictions broken = BinaryPredictions.ofProbabilities(SCORES.labels(), scores)
                .with(RowInfo.none().withKeys(keys(400)));

        PromotionDecision decision =
                logLoss(Evidence.of(broken, BETTER.with(RowInfo.none().withKeys(keys(400)))));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary()).contains("The champion's score of row 3 (key 'k3') is NaN");
    }

    @Test
    void infiniteScores_areRefused_namingTheRow() {
        double[] scores = BETTER.scores();
        scores[5] = Double.POSITIVE_INFINITY;
        BinaryPredictions broken = BinaryPredictions.ofScores(SCORES.labels(), scores, 0);

        assertThatThrownBy(() -> Evidence.of(WORSE, broken))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("The candidate's score of row 5 is Infinity")
                .hasMessageContaining("finite numbers are allowed");
    }

    @Test
    void zeroVariance_isNoEvidence() {
        double[] y = new double[100];
        double[] champion = new double[100];
        double[] candidate = new double[100];
        Arrays.fill(champion, 0.5);
        Arrays.fill(candidate, 0.25);

        PromotionDecision decision = decide(
                policy().superior("mean_absolute_error"),
                Evidence.of(RegressionPredictions.of(y, champion), RegressionPredictions.of(y, candidate)));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary()).contains("All 100 differences are 0.25", "no evidence");
    }

    @Test
    void championMissing_holds_unlessThePolicySaysHow() {
        PolicyBuilder strict = policy().superior("log_loss")
                .guard(new Threshold("accuracy_score", Threshold.Side.AT_LEAST, 0.6, JudgedBy.BOUND));

        PromotionDecision refused = decide(strict, Evidence.withoutChampion(BETTER));
        assertThat(refused.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(refused.summary()).contains("there is no champion").contains("first-champion");

        PromotionDecision first =
                decide(strict.firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY), Evidence.withoutChampion(BETTER));
        assertThat(first.verdict()).as(first.summary()).isEqualTo(Verdict.PROMOTE);

        PromotionDecision unguarded = decide(
                policy().superior("log_loss").firstChampion(FirstChampion.ABSOLUTE_GUARDS_ONLY),
                Evidence.withoutChampion(BETTER));
        assertThat(unguarded.verdict()).isEqualTo(Verdict.HOLD);
    }

    @Test
    void testRowsDuplicated_areRefused() {
        List<String> twice =
                keys(400).stream().map(key -> key.equals("k9") ? "k8" : key).toList();

        assertThatThrownBy(() -> Evidence.of(
                        WORSE.with(RowInfo.none().withKeys(twice)),
                        BETTER.with(RowInfo.none().withKeys(keys(400)))))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("come more than once")
                .hasMessageContaining("k8");
    }

    @Test
    void keysThatDoNotMatch_areRefused() {
        List<String> others = IntStream.range(5, 405).mapToObj(row -> "k" + row).toList();

        assertThatThrownBy(() -> Evidence.of(
                        WORSE.with(RowInfo.none().withKeys(keys(400))),
                        BETTER.with(RowInfo.none().withKeys(others))))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("5 are missing in the second one (k0, k1, k2, k3, k4)");
        assertThatThrownBy(() -> Evidence.of(WORSE, Scores.of(400, 8).model(0)))
                .hasMessageContaining("for the champion and")
                .hasMessageContaining("the same labels");
    }

    @Test
    void rowsInAnotherOrder_areAlignedByKey() {
        int[] reversed = IntStream.range(0, 400).map(row -> 399 - row).toArray();
        BinaryPredictions keyed = BETTER.with(RowInfo.none().withKeys(keys(400)));
        Evidence.Builder straight = Evidence.of(WORSE.with(RowInfo.none().withKeys(keys(400))), keyed);
        Evidence.Builder turned = Evidence.of(WORSE.with(RowInfo.none().withKeys(keys(400))), keyed.select(reversed));

        assertThat(logLoss(turned)).isEqualTo(logLoss(straight));
    }

    @Test
    void labelMissing_holds_namingTheRow() {
        double[] y = {1, 2, Double.NaN, 4};
        RegressionPredictions champion = RegressionPredictions.of(y, new double[] {1, 2, 3, 5});
        RegressionPredictions candidate = RegressionPredictions.of(y, new double[] {1, 2, 3, 4});

        PromotionDecision decision = decide(policy().superior("mean_squared_error"), Evidence.of(champion, candidate));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary()).contains("The label of row 2 is missing");
    }

    @Test
    void candidateIsTheChampion_holds_beforeAnyLabelIsRead() {
        for (String metric : List.of("log_loss", "accuracy_score", "roc_auc", "f1_score")) {
            PromotionDecision decision = decide(policy().superior(metric), Evidence.of(WORSE, WORSE));
            assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
            assertThat(decision.summary()).contains("the models differ on 0 of 400 rows");
            assertThat(decision.rowsNeeded()).isEmpty();
        }
    }

    @Test
    void modelsThatHardlyDiffer_cannotFire_whateverTheLabelsAre() {
        int[] labels = new int[1000];
        int[] other = new int[1000];
        Arrays.fill(other, 0, 3, 1);

        PromotionDecision decision = decide(
                policy().superior("accuracy_score"),
                Evidence.of(BinaryPredictions.ofLabels(labels, other), BinaryPredictions.ofLabels(labels, labels)));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary())
                .contains(
                        "differ on 3 of 1000 rows: even if the candidate were better on all of them, p would be 0.125");
    }

    @Test
    void dataOfAnotherDigest_holds() {
        DatasetDigest declared = new DatasetDigest("multiset-1", "0123abcd");
        PolicyBuilder policy = policy().superior("log_loss").require(new Requirement.DeclaredData(declared));

        assertThat(decide(policy, Evidence.of(WORSE, BETTER).data(declared)).verdict())
                .isEqualTo(Verdict.PROMOTE);
        PromotionDecision other =
                decide(policy, Evidence.of(WORSE, BETTER).data(new DatasetDigest("multiset-1", "ffffffff")));
        assertThat(other.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(other.summary()).contains("multiset-1:ffffffff, and multiset-1:0123abcd was declared");
        PromotionDecision otherKind =
                decide(policy, Evidence.of(WORSE, BETTER).data(new DatasetDigest("content-1", "0123abcd")));
        assertThat(otherKind.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(otherKind.summary()).contains("not known what the test data's digest of kind multiset-1 is");
    }

    @Test
    void sliceWithThreeRows_holds() {
        List<String> sites = IntStream.range(0, 400)
                .mapToObj(row -> row < 3 ? "tiny" : "large")
                .toList();
        RowInfo info = RowInfo.none().withColumn("site", sites);
        PolicyBuilder policy =
                policy().superior("log_loss").slice(SliceRule.of("site", "log_loss", Margin.absolute(0.05)));

        PromotionDecision decision = decide(policy, Evidence.of(WORSE.with(info), BETTER.with(info)));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary()).contains("site=tiny: 3 rows, and 50 are the minimum");
    }

    @Test
    void elevenCandidates_onOneTestSet_areCounted_andTheEleventhHolds() {
        PolicyBuilder counted = policy().superior("log_loss");
        PromotionDecision shown = decide(counted, Evidence.of(WORSE, BETTER).usesBefore(10));
        assertThat(shown.verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(shown.falsePromotions().orElseThrow())
                .isCloseTo(1 - Math.pow(0.95, 11), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(shown.summary()).contains("used for 10 decisions before", "43.1 %");

        PolicyBuilder limited = counted.testSetUses(10);
        assertThat(limited.build().alpha()).isCloseTo(0.005, org.assertj.core.api.Assertions.within(1e-15));
        assertThat(decide(limited, Evidence.of(WORSE, BETTER).usesBefore(9)).verdict())
                .isEqualTo(Verdict.PROMOTE);
        PromotionDecision eleventh = decide(limited, Evidence.of(WORSE, BETTER).usesBefore(10));
        assertThat(eleventh.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(eleventh.summary()).contains("test set used up");
    }

    @Test
    void expiredApproval_doesNotCount() {
        PolicyBuilder policy = policy().superior("log_loss")
                .require(new Approvals(
                        1,
                        List.of(),
                        Optional.of(Duration.ofDays(7)),
                        Identity.AUTHENTICATED,
                        Approvals.ByAuthor.REFUSED));
        Evidence.Builder evidence =
                Evidence.of(WORSE, BETTER).at(NOW).ofCandidate(ModelFacts.none().withAuthor("ann"));

        PromotionDecision expired = decide(
                policy, evidence.approval(new Approval("bob", Identity.AUTHENTICATED, NOW.minus(Duration.ofDays(8)))));
        assertThat(expired.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(expired.summary()).contains("0 of 1 needed people", "bob: expired at 2026-11-20");

        PromotionDecision fresh = decide(
                policy, evidence.approval(new Approval("carol", Identity.SIGNED, NOW.minus(Duration.ofDays(1)))));
        assertThat(fresh.verdict()).isEqualTo(Verdict.PROMOTE);
    }

    @Test
    void approvalByTheAuthor_whereTwoPeopleAreRequired_doesNotCount() {
        PolicyBuilder policy = policy().superior("log_loss")
                .require(new Approvals(2, List.of(), Optional.empty(), Identity.CLAIMED, Approvals.ByAuthor.REFUSED));
        Evidence.Builder evidence = Evidence.of(WORSE, BETTER)
                .ofCandidate(ModelFacts.none().withAuthor("ann"))
                .approval(new Approval("ann", Identity.SIGNED, NOW))
                .approval(new Approval("bob", Identity.CLAIMED, NOW));

        PromotionDecision decision = decide(policy, evidence);

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary()).contains("1 of 2 needed people approved (bob)", "ann: made the candidate");
    }

    @Test
    void emptyPolicy_promotesNothing() {
        PromotionDecision decision = decide(policy(), Evidence.of(WORSE, BETTER));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(decision.summary()).contains("no primary rule");
    }
}
