/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import org.junit.jupiter.api.BeforeEach;
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

/** Commands about a decision that was kept: replay, verify, approve, and a policy tried on the past. */
class DecisionCommandsTest {

    static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;
    static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    Path folder;

    private Path store;
    private String policy;
    private String key;
    private String trusted;

    @BeforeEach
    void register() throws Exception {
        store = folder.resolve("store");
        policy = file("promotion.yaml", "ratchet: 1\nmodel: churn\nprimary: { metric: log_loss }\n");
        key = file("key.pem", PRIVATE);
        trusted = file("key.pub", PUBLIC);
        try (Ratchet ratchet = Called.ratchet(store)) {
            for (int version = 1; version <= 2; version++) {
                String weights = "weights " + version;
                ratchet.experiment("churn")
                        .run(
                                "train",
                                run -> run.register("churn", writer -> {
                                    Files.writeString(writer.directory().resolve("weights.txt"), weights);
                                    writer.flavor("test", Map.of("data", "weights.txt"));
                                }));
            }
            Champions.of(ratchet).promote(NewChampion.of("churn", 1, Actor.claimed("ci"), "the first"));
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String scores(String name, double noise, long seed) throws IOException {
        Random truth = new Random(1);
        Random own = new Random(seed);
        StringBuilder csv = new StringBuilder("id,churned,score\n");
        for (int row = 0; row < 300; row++) {
            double logit = 2 * truth.nextGaussian();
            int label = truth.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            double score = 1 / (1 + Math.exp(-logit - noise * own.nextGaussian()));
            csv.append(String.format(Locale.ROOT, "k%d,%d,%.12f%n", row, label, score));
        }
        return file(name, csv.toString());
    }

    private Called call(String... arguments) {
        return Called.at(store, arguments);
    }

    /** Promotes version 2 by files of predictions; gives the run. */
    private String promoted() throws IOException {
        String rows = scores("rows.csv", 0, 9);
        Called called = call(
                "promote",
                "churn",
                "2",
                "--policy",
                policy,
                "--data",
                rows,
                "--label",
                "churned",
                "--key",
                "id",
                "--score",
                "score",
                "--champion-predictions",
                scores("old.csv", 1.5, 2),
                "--candidate-predictions",
                scores("new.csv", 0.1, 3),
                "--sign-key",
                key,
                "--json");
        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();
        return String.valueOf(called.json().get("run"));
    }

    @Test
    void replay_isTheSame_fromTheRunAndFromFiles() throws IOException {
        String run = promoted();

        Called replay = call("replay", run);
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).contains("The decision in run " + run + " is the same again: PROMOTE.");

        Path artifacts = artifacts();
        Called files = Called.of(
                "replay",
                "--record",
                artifacts.resolve("decision.json").toString(),
                "--predictions",
                artifacts.resolve("predictions.parquet").toString(),
                "--json");
        assertThat(files.exitCode()).as(files.out() + files.err()).isZero();
        assertThat(files.json()).containsEntry("same", true).containsEntry("differences", List.of());
    }

    private Path artifacts() throws IOException {
        try (var files = Files.walk(store)) {
            return Objects.requireNonNull(files.filter(file -> file.endsWith("decision.json"))
                    .findFirst()
                    .orElseThrow()
                    .getParent());
        }
    }

    @Test
    void editedRecord_isNamedByReplayAndVerify() throws IOException {
        String run = promoted();
        assertThat(call("verify", "churn").exitCode()).isZero();
        assertThat(call("verify", "churn", "--trusted-key", trusted).out()).contains("all is as it was written");
        Path record = artifacts().resolve("decision.json");
        Files.writeString(record, Files.readString(record).replace("\"verdict\":\"PROMOTE\"", "\"verdict\":\"HOLD\""));

        Called replay = call("replay", run);
        Called verify = call("verify", "churn");

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.out()).contains("/verdict was HOLD and is PROMOTE");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("TAMPERED  decision of entry 2", "the entry names");
        Files.delete(record);
        assertThat(call("verify", "churn", "--json").list("findings").get(0)).containsEntry("kind", "MISSING");
        assertThat(call("champion", "churn").out()).contains("version 2");
    }

    @Test
    void replay_withWrongOptions_isAUsageError() {
        assertThat(call("replay").err()).contains("give RUN, or --record FILE");
        assertThat(call("replay", "x", "--record", "y").exitCode()).isEqualTo(2);
        assertThat(call("replay", "x", "--rescore").err()).contains("--rescore needs RUN", "--data FILE");
        assertThat(call("replay", "0123abcd").exitCode()).isEqualTo(1);
    }

    @Test
    void approve_keepsAClaim_orASignature_andListsThem() {
        Called claimed = call("approve", "churn", "2", "--actor", "bob", "--comment", "fine");
        Called signed = call("approve", "churn", "2", "--actor", "ann", "--sign-key", key, "--json");
        Called list = call("approve", "churn", "2", "--list", "--trust", "ann=" + trusted);

        assertThat(claimed.out()).contains("Version 2 of 'churn' is approved by bob (claimed).");
        assertThat(signed.json()).containsEntry("person", "ann").containsEntry("identity", "signed");
        assertThat(list.out()).contains("bob (claimed): fine", "ann (signed)");
        assertThat(call("approve", "churn", "2", "--list").out()).contains("ann (claimed)");
        assertThat(call("approve", "churn", "1", "--list").out()).contains("Nobody has approved version 1");
        assertThat(call("approve", "churn", "2", "--list", "--actor", "ann").exitCode())
                .isEqualTo(2);
        Called missing = call("approve", "churn", "9");
        assertThat(missing.exitCode()).isEqualTo(1);
        Called noKey = call("approve", "churn", "2", "--sign-key", trusted);
        assertThat(noKey.err()).contains("holds a 'PUBLIC KEY', and a 'PRIVATE KEY' is needed");
    }

    @Test
    void signingKey_maybeInTheEnvironment() {
        Called called = Called.with(
                Map.of("RATCHET_SIGNING_KEY", PRIVATE),
                "approve",
                "churn",
                "2",
                "--actor",
                "ann",
                "--store",
                store.toString());

        assertThat(called.out()).contains("approved by ann (signed)");
    }

    @Test
    void policyTry_onTheRegistry_judgesThePast() throws IOException {
        promoted();
        List<String> lines = new ArrayList<>(List.of("ratchet: 1", "model: churn", "primary: { metric: roc_auc }"));
        String other = file("other.yaml", String.join("\n", lines) + "\n");

        Called called = call("policy", "try", other, "--model", "churn");
        Called json = call("policy", "try", other, "--model", "churn", "--versions", "2", "--json");

        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("not judged", "no decision about it was kept")
                .contains("primary roc_auc: shown")
                .contains("Judged: 1 of 2 versions, 1 by kept predictions.");
        assertThat(json.list("versions"))
                .singleElement()
                .satisfies(version -> assertThat(version)
                        .containsEntry("version", 2)
                        .containsEntry("source", "KEPT")
                        .containsEntry("champion", 1)
                        .containsEntry("then", "PROMOTE")
                        .containsEntry("verdict", "PROMOTE"));
        assertThat(call("policy", "try", other, "--versions", "2").exitCode()).isEqualTo(2);
        assertThat(call("policy", "try", other, "--model", "chrun").err()).contains("is for 'churn'");
    }
}
