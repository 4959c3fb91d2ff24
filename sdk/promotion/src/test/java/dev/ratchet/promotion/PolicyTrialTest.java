/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.Superior;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyTrialTest {

    private static final int TIMES = 1000;
    private static final Scores SCORES = Scores.of(500, 6);
    private static final Evidence EVIDENCE =
            Evidence.of(SCORES.model(0.9, 1), SCORES.model(0.3, 2)).build();

    @Test
    void modelsSwappedAtRandom_arePromotedAboutAsOftenAsDeclared() {
        for (String metric : List.of("log_loss", "accuracy_score", "roc_auc")) {
            PromotionPolicy policy =
                    PromotionPolicy.builder("m").superior(metric).build();
            PolicyTrial.Equal equal = PolicyTrial.of(policy, EVIDENCE).equalModels(TIMES, 1);

            // 0.05 and three standard errors of 1,000.
            assertThat(equal.rate()).as(metric).isBetween(0.02, 0.0707);
            assertThat(equal.interval().low()).isLessThan(equal.rate());
            assertThat(PolicyTrial.of(policy, EVIDENCE).equalModels(TIMES, 1)).isEqualTo(equal);
        }
    }

    @Test
    void power_growsWithRowsAndImprovement_andIsAlphaAtTheMargin() {
        PromotionPolicy policy = PromotionPolicy.builder("m")
                .primary(new Superior("log_loss", Margin.absolute(0.01)))
                .build();

        List<PolicyTrial.Power> table =
                PolicyTrial.of(policy, EVIDENCE).power(new double[] {0.01, 0.05}, new int[] {500, 2000});

        assertThat(table).extracting(PolicyTrial.Power::rows).containsExactly(500, 500, 2000, 2000);
        assertThat(table.get(0).power()).isCloseTo(0.05, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(table.get(3).power()).isGreaterThan(table.get(1).power());
    }

    @Test
    void trial_withoutChampionOrPrimaryRule_isRefused() {
        PromotionPolicy empty = PromotionPolicy.builder("m").build();

        assertThatThrownBy(() -> PolicyTrial.of(empty, EVIDENCE).power(new double[1], new int[1]))
                .hasMessageContaining("no primary rule");
        assertThatThrownBy(() -> PolicyTrial.of(
                                empty, Evidence.withoutChampion(SCORES.model(0)).build())
                        .equalModels(1, 1))
                .hasMessageContaining("There is no champion");
    }
}
