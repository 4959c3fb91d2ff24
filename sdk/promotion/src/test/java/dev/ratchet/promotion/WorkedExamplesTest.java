/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.evaluation.BinaryPredictions;
import dev.ratchet.evaluation.RegressionPredictions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of docs/promotion.md say what the code says. */
class WorkedExamplesTest {

    private static final Path PAGE = Path.of(System.getProperty("ratchet.root", "../.."), "docs", "promotion.md");

    /** 1,000 rows: both right on 850, only the champion on 25, only the candidate on 40. */
    @Test
    void accuracy_ofAThousandRows() throws IOException {
        int[] labels = new int[1000];
        int[] champion = new int[1000];
        int[] candidate = new int[1000];
        for (int row = 0; row < 1000; row++) {
            labels[row] = row % 2;
            champion[row] = row < 875 ? labels[row] : 1 - labels[row];
            candidate[row] = row < 850 || (row >= 875 && row < 915) ? labels[row] : 1 - labels[row];
        }
        PromotionDecision decision = decide(
                "primary: { metric: accuracy_score }",
                Evidence.of(
                        BinaryPredictions.ofLabels(labels, champion), BinaryPredictions.ofLabels(labels, candidate)));

        assertThat(decision.verdict()).isEqualTo(Verdict.PROMOTE);
        shown(decision);
        PromotionDecision demanding = decide(
                "primary: { metric: accuracy_score, improve-by: 0.01 }",
                Evidence.of(
                        BinaryPredictions.ofLabels(labels, champion), BinaryPredictions.ofLabels(labels, candidate)));
        assertThat(demanding.verdict()).isEqualTo(Verdict.HOLD);
        shown(demanding);
    }

    /** 114 rows whose losses differ by 0.004 on average, with a standard deviation of 0.0451. */
    @Test
    void absoluteErrors_of114Rows() throws IOException {
        double[] targets = new double[114];
        double[] champion = new double[114];
        double[] candidate = new double[114];
        for (int row = 0; row < 114; row++) {
            champion[row] = 0.2;
            candidate[row] = 0.2 - 0.004 + (row % 2 == 0 ? 0.0449 : -0.0449);
        }
        PromotionDecision decision = decide(
                "primary: { metric: mean_absolute_error }",
                Evidence.of(RegressionPredictions.of(targets, champion), RegressionPredictions.of(targets, candidate)));

        assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
        shown(decision);
    }

    private static PromotionDecision decide(String primary, Evidence.Builder evidence) {
        return Promotion.decide(PromotionPolicy.parse("ratchet: 1\nmodel: example\n" + primary), evidence.build());
    }

    /** The words, and the numbers as the page's table has them. */
    private static void shown(PromotionDecision decision) throws IOException {
        Measured numbers = decision.rules().get(0).measured().orElseThrow();
        String row = String.format(
                java.util.Locale.ROOT,
                "| %s | %.4f | %.4f | %.4f | %.4f | %s |",
                numbers.test(),
                numbers.estimate(),
                numbers.low(),
                numbers.high(),
                numbers.p(),
                decision.verdict());
        String words = decision.rules().get(0).reason();
        assertThat(Files.readString(PAGE)).contains(row).contains(words);
    }
}
