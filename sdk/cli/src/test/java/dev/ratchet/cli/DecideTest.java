/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DecideTest {

    private static final int ROWS = 400;

    @TempDir
    Path folder;

    private String policy;

    @BeforeEach
    void policy() throws IOException {
        policy = file("promotion.yaml", "ratchet: 1", "model: churn", "primary: { metric: log_loss }");
    }

    private String file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n")
                .toString();
    }

    /** Scores that are off by so much noise, in another order than those of other seeds. */
    private String scores(String name, double noise, long order) throws IOException {
        Random truth = new Random(1);
        Random own = new Random(order);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            double logit = 2 * truth.nextGaussian();
            boolean label = truth.nextDouble() < 1 / (1 + Math.exp(-logit));
            double score = 1 / (1 + Math.exp(-logit - noise * own.nextGaussian()));
            lines.add(String.format(
                    Locale.ROOT, "k%d,%s,%.12f,%s", row, label ? "yes" : "no", score, "ab".charAt(row % 2)));
        }
        Collections.shuffle(lines, own);
        lines.add(0, "id,churned,score,site");
        return file(name, lines.toArray(String[]::new));
    }

    private Called decide(String champion, String candidate, String... more) {
        return Called.of(Stream.concat(
                        Stream.of(
                                "decide",
                                "--champion-predictions",
                                champion,
                                "--candidate-predictions",
                                candidate,
                                "--label",
                                "churned",
                                "--score",
                                "score",
                                "--positive",
                                "yes",
                                "--key",
                                "id",
                                "--policy",
                                policy),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void betterCandidate_isPromotedWithCode0_inWhateverOrderRowsAre() throws IOException {
        Called called = decide(scores("old.csv", 1.5, 2), scores("new.csv", 0.1, 3), "--json");

        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();
        assertThat(called.json()).containsEntry("verdict", "PROMOTE").containsEntry("rows", ROWS);
        Map<String, @Nullable Object> primary = called.list("rules").get(0);
        assertThat(primary)
                .containsEntry("rule", "primary log_loss")
                .containsEntry("verdict", "PROMOTE")
                .containsEntry("test", "paired-t")
                .containsKeys("estimate", "low", "high", "statistic", "p", "champion", "candidate", "limit", "reason");
        assertThat(String.valueOf(called.json().get("notes"))).contains("nobody counts");
        assertThat(String.valueOf(called.json().get("testSet"))).isEqualTo("{}");
    }

    @Test
    void equalCandidate_holdsWithCode3_andBrokenGuardRejectsWithCode4() throws IOException {
        String good = scores("good.csv", 0.1, 2);
        String bad = scores("bad.csv", 2.5, 3);

        Called equal = decide(good, scores("same.csv", 0.1, 4));
        assertThat(equal.exitCode()).as(equal.out() + equal.err()).isEqualTo(3);
        assertThat(equal.out()).startsWith("HOLD: churn, 400 rows").contains("nobody counted how often it was used");

        policy = file(
                "guarded.yaml",
                "ratchet: 1",
                "model: churn",
                "primary: { metric: log_loss }",
                "guards:",
                "  - { metric: roc_auc, no-worse-by: 0.01 }");
        Called worse = decide(good, bad);
        assertThat(worse.exitCode()).as(worse.out() + worse.err()).isEqualTo(4);
        assertThat(worse.out()).startsWith("REJECT: churn").contains("REJECT  roc_auc no worse by 0.01");
    }

    @Test
    void columnOfSlices_isTakenFromTheFileThatHasIt_andMissedWhereNoneHas() throws IOException {
        String candidate = scores("new.csv", 0.1, 3);
        String champion = scores("old.csv", 1.5, 2);
        String bare = folder.resolve("bare.csv").toString();
        Files.write(
                Path.of(bare),
                Files.readAllLines(Path.of(candidate)).stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());
        policy = file(
                "slices.yaml",
                "ratchet: 1",
                "model: churn",
                "primary: { metric: log_loss }",
                "slices:",
                "  - { columns: [site], metric: log_loss, no-worse-by: 0.2 }");

        Called called = decide(champion, bare, "--json");
        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();
        assertThat(String.valueOf(called.list("rules").get(0).get("parts"))).contains("site=a", "site=b", "rows=200");
        assertThat(decide(champion, candidate, "--json").list("rules").get(0).get("parts"))
                .isEqualTo(called.list("rules").get(0).get("parts"));

        Called missing = decide(bare, bare);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("needs the column 'site'", "bare.csv", "add it to one of the files");
    }

    @Test
    void infiniteScore_isRefused_withRowAndFile() throws IOException {
        String champion = file("old.csv", "id,churned,score", "1,yes,0.9", "2,no,0.1");
        String candidate = file("new.csv", "id,churned,score", "1,yes,0.9", "2,no,Infinity");

        Called called = decide(champion, candidate);

        assertThat(called.exitCode()).isEqualTo(1);
        assertThat(called.err()).contains("new.csv", "row 1", "Infinity");
    }

    @Test
    void keysThatComeTwiceOrDoNotMatch_areNamed() throws IOException {
        String champion = file("old.csv", "id,churned,score", "1,yes,0.9", "2,no,0.1");
        String twice = file("twice.csv", "id,churned,score", "1,yes,0.9", "1,no,0.2");
        String other = file("other.csv", "id,churned,score", "1,yes,0.9", "7,no,0.2");
        String labels = file("labels.csv", "id,churned,score", "1,no,0.9", "2,yes,0.2");

        assertThat(decide(champion, twice).err()).contains("twice.csv", "key column 'id'", "more than once (1)");
        assertThat(decide(champion, other).err()).contains("other.csv", "1 are missing", "(2)", "(7)");
        assertThat(decide(champion, labels).err()).contains("The label of row 0", "key '1'");
        assertThat(decide(champion, labels).exitCode()).isEqualTo(1);
    }

    @Test
    void labelColumnMissing_namesTheFileAndItsColumns() throws IOException {
        String champion = file("old.csv", "id,churned,score", "1,yes,0.9", "2,no,0.1");
        String candidate = file("new.csv", "id,left,score", "1,yes,0.9", "2,no,0.1");

        Called called = decide(champion, candidate);

        assertThat(called.exitCode()).isEqualTo(1);
        assertThat(called.err()).contains("new.csv", "no column 'churned' for the label", "left");
    }

    @Test
    void classesThatOnlyOneModelPredicts_areClassesOfBoth() throws IOException {
        String champion = file("old.csv", "y,c", "a,a", "b,b", "c,a", "a,a");
        String candidate = file("new.csv", "y,c", "a,a", "b,d", "c,c", "a,a");
        policy = file("p.yaml", "ratchet: 1", "model: m", "primary: { metric: accuracy_score }");

        Called called = Called.of(
                "decide",
                "--champion-predictions",
                champion,
                "--candidate-predictions",
                candidate,
                "--label",
                "y",
                "--predicted",
                "c",
                "--policy",
                policy,
                "--json");

        assertThat(called.exitCode()).as(called.err()).isEqualTo(3);
        assertThat(called.json()).containsEntry("rows", 4);
    }

    @Test
    void optionsThatDoNotGoTogether_areUsageErrors() throws IOException {
        String one = file("old.csv", "id,churned,score", "1,yes,0.9", "2,no,0.1");

        assertThat(Called.of("decide", "--policy", policy).err()).contains("candidate's predictions are missing");
        Called noChampion = Called.of("decide", "--policy", policy, "--candidate-predictions", one);
        assertThat(noChampion.exitCode()).isEqualTo(2);
        assertThat(noChampion.err()).contains("champion's predictions are missing");
        assertThat(decide(one, one, "--predicted", "score").err()).contains("one of --score", "there are 2");
        assertThat(decide(one, one, "--no-champion").err()).contains("exclude each other");
        assertThat(Called.of("decide").err()).contains("--policy");
    }

    @Test
    void withoutChampion_thePolicyDecidesHowTheFirstIsChosen() throws IOException {
        String[] arguments = {
            "decide",
            "--candidate-predictions",
            scores("new.csv", 0.1, 3),
            "--no-champion",
            "--label",
            "churned",
            "--score",
            "score",
            "--positive",
            "yes",
            "--policy"
        };
        String first = file(
                "first.yaml",
                "ratchet: 1",
                "model: churn",
                "primary: { metric: log_loss }",
                "guards:",
                "  - { metric: roc_auc, at-least: 0.7 }",
                "first-champion: absolute-guards-only");

        Called refused =
                Called.of(Stream.concat(Stream.of(arguments), Stream.of(policy)).toArray(String[]::new));
        Called chosen =
                Called.of(Stream.concat(Stream.of(arguments), Stream.of(first)).toArray(String[]::new));

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
        assertThat(refused.out()).contains("there is no champion");
        assertThat(chosen.exitCode()).as(chosen.out() + chosen.err()).isZero();
    }

    @Test
    void page_isWritten_andSaysTheVerdictFirst() throws IOException {
        Path page = folder.resolve("decision.html");

        Called called = decide(scores("old.csv", 1.5, 2), scores("new.csv", 0.1, 3), "--html", page.toString());

        assertThat(called.err()).contains("Written: " + page);
        assertThat(Files.readString(page))
                .contains("<h1>churn: promoted</h1>", "Why promoted", "primary log_loss", "<svg")
                .doesNotContain("src=", "href=", "url(", "<script");
    }

    @Test
    void keptDecision_isComputedAgainFromItsFolder() throws IOException {
        Path kept = folder.resolve("kept");
        Called called = decide(scores("old.csv", 1.5, 2), scores("new.csv", 0.1, 3), "--keep", kept.toString());
        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();

        String[] replay = {
            "replay",
            "--record",
            kept.resolve("decision.json").toString(),
            "--predictions",
            kept.resolve("predictions.parquet").toString()
        };
        Called same = Called.of(replay);
        assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
        Files.writeString(
                kept.resolve("decision.json"),
                Files.readString(kept.resolve("decision.json")).replace("paired-t", "sign-flip"));
        Called edited = Called.of(replay);
        assertThat(edited.exitCode()).isEqualTo(1);
        assertThat(edited.out()).contains("/rules/0/test was sign-flip and is paired-t", "1 difference.");
        Called withoutPredictions = Called.of("replay", "--record", replay[2]);
        assertThat(withoutPredictions.err()).contains("what both models predicted is not there");
    }
}
