/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.RatchetException;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.promotion.rule.Budget;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.JudgedBy;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Requirement.Approvals.ByAuthor;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is kept of a decision, and that it can be computed again. */
class DecisionRecordTest {

    private static final Scores SCORES = Scores.of(300, 4);
    private static final PromotionPolicy POLICY = PromotionPolicy.builder("breast-cancer")
            .superior("log_loss")
            .guard(new NoWorse("f1_score", Margin.absolute(0.05)))
            .guard(new NoWorse("average_precision_score", Margin.relative(0.05)))
            .resamples(2000)
            .build();

    private static Evidence.Builder predictions() {
        return Evidence.of(SCORES.model(0.9, 1), SCORES.model(0.5, 2));
    }

    private static Evidence evidence() {
        return predictions().ofCandidate(ModelFacts.none().withDigest("0123")).build();
    }

    @Test
    void json_isCanonical_andHasTheFieldsOfTheFormat() throws IOException {
        PromotionDecision decision = Promotion.decide(POLICY, evidence());
        JsonNode json = new ObjectMapper().readTree(decision.toJson());

        assertThat(decision.toJson()).isEqualTo(new JsonCanonicalizer(decision.toJson()).getEncodedString());
        assertThat(json.path("verdict").asText()).isEqualTo(decision.verdict().name());
        assertThat(json.path("rows").asInt()).isEqualTo(300);
        assertThat(json.path("policyDigest").asText())
                .isEqualTo(POLICY.digest())
                .hasSize(64);
        assertThat(json.path("facts").path("candidate").path("digest").asText()).isEqualTo("0123");
        assertThat(json.path("predictions").path("champion").asText()).hasSize(64);
        JsonNode primary = json.path("rules").path(2);
        assertThat(primary.path("rule").asText()).isEqualTo("primary log_loss");
        assertThat(primary.propertyStream().map(field -> field.getKey()))
                .contains("verdict", "test", "estimate", "low", "high", "statistic", "p", "reason", "champion");
    }

    @Test
    void replay_givesTheSame_whateverTheThreads() throws Exception {
        PromotionDecision decision = Promotion.decide(POLICY, evidence());

        ForkJoinPool one = new ForkJoinPool(1);
        try {
            Replay again = one.submit(() -> Promotion.replay(decision.toJson(), predictions()))
                    .get();
            assertThat(again.differences()).isEmpty();
            assertThat(again.decision()).isEqualTo(decision);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void replay_takesFromTheRecord_whatWasKnownThen() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        Column age = new Column("age", ColumnType.DOUBLE, false);
        ModelFacts facts = ModelFacts.none()
                .withSize(10)
                .withMemory(20)
                .withDataUntil(now)
                .withAuthor("ann")
                .withColumns(List.of(age))
                .withSignature(ModelSignature.ofColumns(List.of(age), -1, 1));
        PromotionPolicy policy = PromotionPolicy.builder("m")
                .superior("log_loss")
                .guard(new Budget(Budget.Resource.SIZE, 9, JudgedBy.BOUND))
                .guard(new Budget(Budget.Resource.LATENCY_P50, 1e6, JudgedBy.BOUND))
                .require(new Requirement.SameSchema())
                .require(new Requirement.CompatibleSignature())
                .require(new Requirement.SealedTestSet())
                .require(new Requirement.DeclaredData(new DatasetDigest("content-1", "0123abcd")))
                .require(new Requirement.RequiredTag("card", Optional.empty()))
                .require(new Requirement.Approvals(
                        1, List.of(), Optional.of(Duration.ofDays(1)), Identity.CLAIMED, ByAuthor.REFUSED))
                .build();
        long[] calls = LongStream.range(0, 1000).toArray();
        PromotionDecision decision = Promotion.decide(
                policy,
                predictions()
                        .ofChampion(facts)
                        .ofCandidate(facts.withLatencies(calls))
                        .testPart(Evidence.TestPart.SEALED)
                        .data(new DatasetDigest("content-1", "0123abcd"))
                        .tags(Map.of("card", "yes"))
                        .approval(new Approval("bob", Identity.SIGNED, now))
                        .at(now)
                        .usesBefore(3)
                        .build());

        assertThat(decision.verdict()).as(decision.summary()).isEqualTo(Verdict.REJECT);
        assertThat(decision.rules())
                .filteredOn(rule -> rule.verdict() == Verdict.PROMOTE)
                .hasSize(7);
        assertThat(Promotion.replay(
                                decision.toJson(),
                                predictions().ofCandidate(ModelFacts.none().withLatencies(calls)))
                        .differences())
                .isEmpty();
        assertThat(Promotion.replay(decision.toJson(), predictions()).differences())
                .anyMatch(line -> line.contains("0 calls were timed"));
    }

    @Test
    void replay_namesWhatDiffers() {
        PromotionDecision decision = Promotion.decide(POLICY, evidence());

        Replay edited = Promotion.replay(
                decision.toJson().replace("\"verdict\":\"" + decision.verdict(), "\"verdict\":\"REJECT"),
                predictions());
        assertThat(edited.isSame()).isFalse();
        assertThat(edited.differences()).anyMatch(line -> line.startsWith("/verdict was REJECT and is "));

        double[] scores = SCORES.model(0.5, 2).scores();
        scores[0] += 1e-3;
        Evidence.Builder other =
                Evidence.of(SCORES.model(0.9, 1), BinaryPredictions.ofProbabilities(SCORES.labels(), scores));
        assertThat(Promotion.replay(decision.toJson(), other).differences())
                .anyMatch(line -> line.startsWith("/predictions/candidate was "));
        assertThatThrownBy(() -> Promotion.replay("{}", predictions()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("no policy");
        assertThatThrownBy(() -> Promotion.replay("[1", predictions())).hasMessageContaining("cannot be read");
    }

    @Test
    void digest_ofPredictions_dependsOnScoresKeysAndColumns() {
        PromotionDecision decision = Promotion.decide(POLICY, evidence());
        PromotionDecision swapped = Promotion.decide(
                POLICY, Evidence.of(SCORES.model(0.5, 2), SCORES.model(0.9, 1)).build());

        assertThat(List.of(decision.championPredictions().orElseThrow(), decision.candidatePredictions()))
                .containsExactly(
                        swapped.candidatePredictions(),
                        swapped.championPredictions().orElseThrow());
    }
}
