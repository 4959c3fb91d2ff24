/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.RatchetException;
import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

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

    private static Evidence evidence() {
        return Evidence.of(SCORES.model(0.9, 1), SCORES.model(0.5, 2))
                .ofCandidate(ModelFacts.none().withDigest("0123"))
                .build();
    }

    @Test
    void json_isCanonical_andHasTheFieldsOfTheFormat() throws IOException {
        PromotionDecision decision = Promotion.decide(POLICY, evidence());
        JsonNode json = new ObjectMapper().readTree(decision.toJson());

        assertThat(decision.toJson()).isEqualTo(new JsonCanonicalizer(decision.toJson()).getEncodedString());
        assertThat(json.path("verdict").asText()).isEqualTo(decision.verdict().name());
        assertThat(json.path("rows").asInt()).isEqualTo(300);
        assertThat(json.path("policyDigest").asText()).isEqualTo(POLICY.digest()).hasSize(64);
        assertThat(json.path("models").path("candidate").asText()).isEqualTo("0123");
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
            Replay again = one.submit(() -> Promotion.replay(decision.toJson(), evidence())).get();
            assertThat(again.differences()).isEmpty();
            assertThat(again.decision()).isEqualTo(decision);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void replay_namesWhatDiffers() {
        PromotionDecision decision = Promotion.decide(POLICY, evidence());

        Replay edited = Promotion.replay(
                decision.toJson().replace("\"verdict\":\"" + decision.verdict(), "\"verdict\":\"REJECT"), evidence());
        assertThat(edited.isSame()).isFalse();
        assertThat(edited.differences()).anyMatch(line -> line.startsWith("/verdict was REJECT and is "));

        double[] scores = SCORES.model(0.5, 2).scores();
        scores[0] += 1e-3;
        Evidence other = Evidence.of(
                        SCORES.model(0.9, 1), BinaryPredictions.ofProbabilities(SCORES.labels(), scores))
                .ofCandidate(ModelFacts.none().withDigest("0123"))
                .build();
        assertThat(Promotion.replay(decision.toJson(), other).differences())
                .anyMatch(line -> line.startsWith("/predictions/candidate was "));
        assertThatThrownBy(() -> Promotion.replay("{}", evidence()))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("no policy");
        assertThatThrownBy(() -> Promotion.replay("[1", evidence())).hasMessageContaining("cannot be read");
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
