/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.data.split.Purpose;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;
import dev.ratchet.promotion.rule.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the rows are, how often they were used, and models that predicted elsewhere. */
class PromoteRowsTest {

    @TempDir
    Path folder;

    private PromoteFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = PromoteFixture.in(folder);
        fixture.champion();
        fixture.register(PromoteFixture.BETTER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private PromotionDecision decide(PolicyBuilder policy) {
        return fixture.promotion()
                .dryRun()
                .promote(2, policy.build(), fixture.rows)
                .decision();
    }

    @Test
    void dataOfAnotherDigest_holds() {
        DatasetDigest right = fixture.rows.digest().digest();
        DatasetDigest other = new DatasetDigest(right.kind(), right.hex().replace('a', 'b'));
        DatasetDigest inAnyOrder = fixture.rows.digestOfRowsInAnyOrder();

        assertThat(decide(PromoteFixture.policy().require(new Requirement.DeclaredData(right)))
                        .verdict())
                .isEqualTo(Verdict.PROMOTE);
        assertThat(decide(PromoteFixture.policy().require(new Requirement.DeclaredData(inAnyOrder)))
                        .verdict())
                .isEqualTo(Verdict.PROMOTE);
        PromotionDecision held = decide(PromoteFixture.policy().require(new Requirement.DeclaredData(other)));
        assertThat(held.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(held.summary()).contains("the test data is " + right + ", and " + other + " was declared");
    }

    @Test
    void elevenCandidates_onOneTestSet_areCounted_andTheEleventhHolds() {
        PromotionPolicy policy = PromoteFixture.policy().testSetUses(10).build();
        for (int candidate = 0; candidate < 10; candidate++) {
            int number = fixture.register(PromoteFixture.WORSE).number().orElseThrow();
            PromotionResult result = fixture.promotion().promote(number, policy, fixture.rows);
            assertThat(result.decision().usesBefore()).hasValue(candidate);
            // The same candidate again is no further use.
            assertThat(fixture.promotion()
                            .dryRun()
                            .promote(number, policy, fixture.rows)
                            .decision()
                            .usesBefore())
                    .hasValue(candidate);
        }
        try (Table turned = fixture.rows.sortBy("x")) {
            PromotionResult eleventh = fixture.promotion().promote(2, policy, turned);
            assertThat(eleventh.decision().verdict()).isEqualTo(Verdict.HOLD);
            assertThat(eleventh.summary()).contains("test set used up: 10 of 10");
            PromotionResult counted =
                    fixture.promotion().promote(2, PromoteFixture.policy().build(), turned);
            assertThat(counted.summary()).contains("used for 10 decisions before", "43.1 %");
            assertThat(counted.isPromoted()).isTrue();
        }
    }

    @Test
    void twoDecisionsAboutAnotherCandidate_areTwoUses() {
        int other = fixture.register(PromoteFixture.WORSE).number().orElseThrow();
        int own = fixture.register(PromoteFixture.EQUAL).number().orElseThrow();
        for (int number : List.of(other, other, own)) {
            fixture.promotion().promote(number, PromoteFixture.policy().build(), fixture.rows);
        }
        assertThat(fixture.promotion()
                        .promote(own, PromoteFixture.policy().build(), fixture.rows)
                        .decision()
                        .usesBefore())
                .hasValue(2);
    }

    @Test
    void sealedPart_isKnownByItsOpenings() {
        PolicyBuilder policy = PromoteFixture.policy().require(new Requirement.SealedTestSet());
        assertThat(decide(policy).summary()).contains("it is not known whether the test data was sealed");
        try (DataSplit split = DataSplit.random().fractions(0.5, 0, 0.5).seed(1).apply(fixture.rows);
                Table test = split.test()
                        .open(fixture.ratchet, Purpose.of("promotion").finalModel("churn/2"))) {
            PromotionDecision sealed = fixture.promotion()
                    .dryRun()
                    .promote(2, policy.build(), test)
                    .decision();
            assertThat(sealed.summary()).contains("the test data was sealed");
            split.test().open(fixture.ratchet, "a look").close();
            assertThat(fixture.promotion()
                            .dryRun()
                            .promote(2, policy.build(), test)
                            .summary())
                    .contains("the test data was not sealed");
        }
    }

    @Test
    void floats_withLabels_areRowsToo() {
        float[] values = fixture.rows.toFloats("x", "z");
        FloatDataset data = FloatDataset.builder("rows", FloatRows.of(List.of("x", "z"), values))
                .labels(fixture.rows.toFloats("y"))
                .build();

        PromotionResult result =
                Promotion.of(fixture.ratchet).promote(2, PromoteFixture.policy().build(), data);

        assertThat(result.isPromoted()).as(result.summary()).isTrue();
        assertThat(result.decision().usesBefore()).hasValue(0);
    }

    @Test
    void predictionsMadeElsewhere_standInForEitherModel() {
        try (Table scored =
                        fixture.rows.derive("p", DataType.FLOAT64, row -> 1 / (1 + Math.exp(-2 * row.number("x"))));
                Table kept = scored.select("id", "p");
                Table turned = kept.sortBy("p");
                Table text = scored.derive("p", DataType.FLOAT64, row -> 0.5)) {
            PromotionDecision loaded = decide(PromoteFixture.policy());
            PromotionDecision candidate = fixture.promotion()
                    .dryRun()
                    .candidatePredictions(ScoredRows.probabilities(turned, List.of("p")))
                    .promote(2, PromoteFixture.policy().build(), fixture.rows)
                    .decision();
            PromotionDecision both = fixture.promotion()
                    .dryRun()
                    .candidatePredictions(ScoredRows.scores(turned, "p"))
                    .championPredictions(ScoredRows.scores(text, "p"))
                    .promote(2, PromoteFixture.policy().build(), fixture.rows)
                    .decision();

            assertThat(candidate.verdict()).isEqualTo(loaded.verdict()).isEqualTo(Verdict.PROMOTE);
            assertThat(both.verdict()).as(both.summary()).isEqualTo(Verdict.PROMOTE);
        }
    }

    @Test
    void keysThatDoNotMatch_areRefused() {
        try (Table scored = fixture.rows.derive("p", DataType.FLOAT64, row -> 0.5);
                Table fewer = scored.slice(2, 600);
                Table other = scored.derive("id", DataType.STRING, row -> "s" + row.index());
                Table twice = scored.concat(scored)) {
            assertThatThrownBy(() -> promote(fewer, "p"))
                    .hasMessageContaining("The keys do not match")
                    .hasMessageContaining("2 have no prediction of the candidate (r0, r1)");
            assertThatThrownBy(() -> promote(other, "p"))
                    .hasMessageContaining("600 have no prediction of the candidate (r0, r1, r2, r3, r4, ...)")
                    .hasMessageContaining("600 of its predictions are for other rows");
            assertThatThrownBy(() -> promote(twice, "p"))
                    .hasMessageContaining("600 keys of the predictions of the candidate come more than once");
            assertThatThrownBy(() -> promote(scored, "q")).hasMessageContaining("have no column 'q'");
            assertThatThrownBy(() -> Promotion.of(fixture.ratchet)
                            .label("y")
                            .candidatePredictions(ScoredRows.scores(scored, "p"))
                            .promote(2, PromoteFixture.policy().build(), fixture.rows))
                    .hasMessageContaining("no key column is named");
        }
    }

    private void promote(Table scored, String column) {
        fixture.promotion()
                .dryRun()
                .candidatePredictions(ScoredRows.scores(scored, column))
                .promote(2, PromoteFixture.policy().build(), fixture.rows);
    }
}
