/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.evaluation.RegressionPredictions;
import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.ModelFacts;
import dev.ratchet.promotion.Promotion;
import dev.ratchet.promotion.PromotionDecision;
import dev.ratchet.promotion.PromotionPolicy;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.rule.Margin;
import dev.ratchet.promotion.rule.NoWorse;
import dev.ratchet.promotion.rule.SliceRule;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionPageTest {

    private static final int ROWS = 300;
    private static final PromotionPolicy POLICY = PromotionPolicy.builder("house prices")
            .superior("mean_squared_error")
            .guard(new NoWorse("mean_absolute_error", Margin.absolute(0.05)))
            .slice(SliceRule.of("<site>", "mean_squared_error", Margin.absolute(0.3)))
            .resamples(1000)
            .build();

    private static RegressionPredictions predictions(double noise, long seed) {
        Random truth = new Random(1);
        Random own = new Random(seed);
        double[] targets = new double[ROWS];
        double[] predicted = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            targets[row] = truth.nextGaussian();
            predicted[row] = targets[row] + noise * own.nextGaussian();
        }
        RowInfo rows = RowInfo.none()
                .withColumn(
                        "<site>",
                        IntStream.range(0, ROWS).mapToObj(row -> "s" + row % 3).toList());
        return RegressionPredictions.of(targets, predicted).with(rows);
    }

    private static PromotionDecision decision(double champion, double candidate) {
        return Promotion.decide(
                POLICY,
                Evidence.of(predictions(champion, 2), predictions(candidate, 3))
                        .ofCandidate(ModelFacts.none().withDigest("c4nd1date"))
                        .usesBefore(10)
                        .build());
    }

    /** Written where a browser can be pointed at it. */
    private static String page(String name, PromotionDecision decision) throws IOException {
        String html = DecisionPage.html(decision);
        Files.writeString(
                Files.createDirectories(Path.of("target", "decision-pages")).resolve(name), html);
        return html;
    }

    @Test
    void page_saysWhyPromoted() throws IOException {
        PromotionDecision decision = decision(1, 0.6);

        String html = page("promoted.html", decision);

        assertThat(decision.verdict()).as(decision.summary()).isEqualTo(Verdict.PROMOTE);
        assertThat(html)
                .contains("<h1>house prices: promoted</h1>", "Why promoted", "Every rule is shown.")
                .contains("primary mean_squared_error", "paired-t", decision.digest(), "c4nd1date")
                .contains("It was used for 10 decisions about other candidates before.", "in 43.12 % of such series")
                .contains("&lt;site&gt;=s0")
                .doesNotContain("<site>", "src=", "href=", "url(", "<script", "<link");
    }

    @Test
    void page_saysWhyNot_withWhatHolds() throws IOException {
        PromotionDecision held = decision(0.7, 0.68);
        PromotionDecision rejected = decision(0.6, 1);

        assertThat(page("held.html", held))
                .contains("not promoted, because it is not shown to be better", "Why not promoted", "HOLD")
                .contains(held.rules().get(held.rules().size() - 1).reason());
        assertThat(page("rejected.html", rejected)).contains("because it is shown to fail", "REJECT");
    }
}
