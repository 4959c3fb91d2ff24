/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A policy of three lines decides on two arrays. */
class DecisionTest {

    private static final String THREE_LINES = """
            ratchet: 1
            model: breast-cancer
            primary: { metric: log_loss }
            """;

    @Test
    void decide_promotes_whenTheCandidateIsShownToBeBetter() {
        Scores scores = Scores.of(2000, 1);
        Evidence evidence = Evidence.of(scores.model(0.6), scores.model(0)).build();

        PromotionDecision decision = Promotion.decide(PromotionPolicy.parse(THREE_LINES), evidence);

        assertThat(decision.verdict()).as(decision.summary()).isEqualTo(Verdict.PROMOTE);
        assertThat(decision.summary())
                .startsWith("PROMOTE: breast-cancer, 2000 rows")
                .contains("primary log_loss: shown");
    }

    @Test
    void decide_rejects_whenTheCandidateIsShownToBeWorse() {
        Scores scores = Scores.of(2000, 1);

        PromotionDecision decision = Promotion.decide(
                PromotionPolicy.parse(THREE_LINES),
                Evidence.of(scores.model(0), scores.model(0.6)).build());

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECT);
    }

    @Test
    void decide_holds_andSaysHowManyRowsAreNeeded_whenTheDifferenceMayBeChance() {
        Scores scores = Scores.of(114, 3);
        PromotionDecision decision = Promotion.decide(
                PromotionPolicy.parse(THREE_LINES),
                Evidence.of(scores.model(0.8, 1), scores.model(0.7, 2)).build());

        assertThat(decision.verdict()).as(decision.summary()).isEqualTo(Verdict.HOLD);
        assertThat(decision.rowsNeeded().orElseThrow()).isGreaterThan(114);
        assertThat(decision.summary()).contains("needed if the observed difference is real");
    }

    @Test
    void policy_isTheSame_builtOrRead() {
        PromotionPolicy built = PromotionPolicy.builder("breast-cancer")
                .superior("log_loss")
                .guard(new NoWorse("recall_score", Margin.absolute(0.01)))
                .build();
        PromotionPolicy read =
                PromotionPolicy.parse(THREE_LINES + "guards: [{ metric: recall_score, no-worse-by: 0.01 }]");

        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(PromotionPolicy.parse(built.toJson())).isEqualTo(built);
    }
}
