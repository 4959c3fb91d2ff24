/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyCommandsTest {

    @TempDir
    Path folder;

    private String file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n")
                .toString();
    }

    @Test
    void check_saysInWordsWhatIsDemanded() throws IOException {
        String policy = file(
                "promotion.yaml",
                "ratchet: 1",
                "model: churn",
                "primary: { metric: log_loss, improve-by: 1% }",
                "guards:",
                "  - { metric: f1_score, at-least: 0.95, judged-by: estimate }",
                "  - { budget: latency-p99, at-most: 5ms }",
                "slices:",
                "  - { columns: [site], metric: accuracy_score, no-worse-by: 0.05 }",
                "approvals: { count: 2, expire-after: 7d, identity: signed }",
                "stage: Production");

        Called called = Called.of("policy", "check", policy);
        Called json = Called.of("policy", "check", policy, "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("Valid: ")
                .contains("gets the alias 'champion' and the stage 'Production', whose versions are archived")
                .contains("log_loss must be shown to be better by more than 1% of the magnitude of the champion's")
                .contains("f1_score must be at least 0.95, judged by its estimate")
                .contains("latency-p99 must be at most 5 ms, judged by its bound")
                .contains("Slices by site: accuracy_score must be shown to be worse by less than 0.05 in each")
                .contains("2 different people, who must be at least signed; an approval expires after 168 hours")
                .contains("Equal models are promoted at most in 5 % of decisions")
                .contains("Where there is no champion, nothing is promoted.");
        assertThat(json.json()).containsEntry("valid", true).containsEntry("columns", List.of("site"));
        assertThat((List<?>) json.json().get("rules")).hasSize(8);
    }

    @Test
    void check_namesTheLineOfAnError() throws IOException {
        String policy = file("promotion.yaml", "ratchet: 1", "model: churn", "primry: { metric: log_loss }");

        Called called = Called.of("policy", "check", policy);

        assertThat(called.exitCode()).isEqualTo(1);
        assertThat(called.err()).contains("promotion.yaml", "3", "primry", "primary");
        assertThat(Called.of("policy", "check", folder.resolve("none.yaml").toString())
                        .err())
                .contains("cannot be read");
        assertThat(Called.of("policy").exitCode()).isEqualTo(2);
    }

    private String predictions(String name, long seed) throws IOException {
        Random truth = new Random(1);
        Random own = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("y,p"));
        for (int row = 0; row < 200; row++) {
            double y = truth.nextGaussian();
            lines.add(String.format(Locale.ROOT, "%.6f,%.6f", y, y + own.nextGaussian()));
        }
        return file(name, lines.toArray(String[]::new));
    }

    @Test
    void tryOnPredictions_tellsFalsePromotions_andPower() throws IOException {
        String policy = file(
                "promotion.yaml",
                "ratchet: 1",
                "model: prices",
                "primary: { metric: mean_squared_error }",
                "tags: [model_card]");
        String[] arguments = {
            "policy",
            "try",
            policy,
            "--champion-predictions",
            predictions("old.csv", 2),
            "--candidate-predictions",
            predictions("new.csv", 3),
            "--label",
            "y",
            "--predicted",
            "p"
        };

        Called text = call(arguments);
        Called json = call(arguments, "--margins", "0.1,0.5", "--rows", "100,10000", "--times", "500", "--json");

        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("Equal models were promoted", "times of 2000", "the policy allows 5.00 %")
                .contains("improvement", "3200")
                .contains("note: Left out, because predictions say nothing of it: tag model_card.");
        Map<?, ?> equal = (Map<?, ?>) Objects.requireNonNull(json.json().get("equal_models"));
        assertThat((Double) equal.get("rate")).isBetween(0.005, 0.09);
        assertThat((Double) equal.get("low")).isLessThan((Double) equal.get("rate"));
        assertThat(json.list("power")).hasSize(4);
        assertThat(json.list("power").get(0)).containsEntry("rows", 100).containsEntry("improvement", 0.1);
        assertThat((Double) json.list("power").get(3).get("power")).isGreaterThan(0.99);
    }

    private static Called call(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return Called.of(all.toArray(String[]::new));
    }
}
