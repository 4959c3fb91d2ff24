/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What a decision leaves on real servers, whose tags and artifacts are not those of the local store. */
class DecisionsOnServerTest {

    @RegisterExtension
    static final MlflowServerExtension NEW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @RegisterExtension
    static final MlflowServerExtension OLD = MlflowServerExtension.shared(MlflowGeneration.V2_22_5);

    @TempDir
    Path folder;

    private final String model = "decisions-" + UUID.randomUUID();

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String scores(String name, double noise, long seed) throws IOException {
        Random truth = new Random(1);
        Random own = new Random(seed);
        StringBuilder csv = new StringBuilder("id,y,score\n");
        for (int row = 0; row < 200; row++) {
            double logit = 2 * truth.nextGaussian();
            int label = truth.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            double score = 1 / (1 + Math.exp(-logit - noise * own.nextGaussian()));
            csv.append(String.format(Locale.ROOT, "k%d,%d,%.12f%n", row, label, score));
        }
        return file(name, csv.toString());
    }

    private Ratchet ratchet(String uri) {
        return Ratchet.builder()
                .environment(Map.of("MLFLOW_TRACKING_URI", uri))
                .store(folder.resolve("store"))
                .open();
    }

    private void register(String uri) {
        try (Ratchet ratchet = ratchet(uri)) {
            for (int version = 1; version <= 2; version++) {
                String weights = "weights " + version;
                ModelVersion made = ratchet.experiment(model)
                        .run(
                                "train",
                                run -> run.register(model, writer -> {
                                    Files.writeString(writer.directory().resolve("weights.txt"), weights);
                                    writer.flavor("test", Map.of("data", "weights.txt"));
                                }));
                assertThat(made.awaitNumber(Duration.ofSeconds(60))).isEqualTo(version);
            }
            Champions.of(ratchet).promote(NewChampion.of(model, 1, Actor.claimed("ci"), "the first"));
        }
    }

    private Called call(String uri, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--store", folder.resolve("store").toString(), "--tracking-uri", uri));
        return Called.of(all.toArray(String[]::new));
    }

    private void edit(String uri, String run) throws Exception {
        try (Ratchet ratchet = ratchet(uri)) {
            String root = ratchet.stores().tracking().run(run).artifactRoot();
            Path record = folder.resolve("decision.json");
            ratchet.stores().artifacts().download(root, "decision.json", record);
            byte[] edited = Files.readAllBytes(
                    Files.writeString(record, Files.readString(record).replace("PROMOTE", "HOLD")));
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(edited));
            ratchet.stores().artifacts().upload(root, "decision.json", record, sha256);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "old"})
    void decision_isApprovedSignedReplayedAndVerified_andAnEditIsNamed(String which) throws Exception {
        String uri = (which.equals("new") ? NEW : OLD).uri().toString();
        register(uri);
        String key = file("key.pem", DecisionCommandsTest.PRIVATE);
        String trusted = file("key.pub", DecisionCommandsTest.PUBLIC);
        String policy = file(
                "promotion.yaml",
                "ratchet: 1\nmodel: " + model + "\nprimary: { metric: log_loss }\n"
                        + "approvals: { count: 1, identity: signed, by-author: counts, expire-after: 1d }\n");

        Called approved = call(
                uri, "approve", model, "2", "--actor", "ann", "--sign-key", key, "--comment", "\u00e4".repeat(1000));
        assertThat(approved.exitCode()).as(approved.err()).isZero();
        assertThat(call(uri, "approve", model, "2", "--list", "--trust", "ann=" + trusted)
                        .out())
                .contains("ann (signed): \u00e4\u00e4")
                .doesNotContain("DOES NOT COUNT");
        Called promoted = call(
                uri,
                "promote",
                model,
                "2",
                "--policy",
                policy,
                "--data",
                scores("rows.csv", 0, 9),
                "--label",
                "y",
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
                "--trust",
                "ann=" + trusted,
                "--json");
        assertThat(promoted.exitCode()).as(promoted.out() + promoted.err()).isZero();
        String run = String.valueOf(promoted.json().get("run"));

        Called replay = call(uri, "replay", run);
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        Called verify = call(uri, "verify", model, "--trusted-key", trusted);
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        assertThat(call(uri, "policy", "try", policy, "--model", model).out()).contains("Judged: 1 of 2 versions");

        edit(uri, run);
        assertThat(call(uri, "verify", model).out()).contains("TAMPERED  decision of entry 2");
        try (Ratchet ratchet = ratchet(uri)) {
            ratchet.stores().tracking().deleteRun(run);
        }
        assertThat(call(uri, "verify", model).out()).contains("MISSING  decision of entry 2");
        assertThat(call(uri, "champion", model).out()).contains("version 2");
    }
}
