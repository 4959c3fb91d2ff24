/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.RefusedException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerReport;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rollback looks at the files of the version itself, and needs nothing of the run that made it. */
abstract class RollbackContract {

    private static final Actor CI = Actor.claimed("ci");
    private static final String ALIAS = NewChampion.ALIAS;

    @TempDir
    Path directory;

    private final String model = "back-" + UUID.randomUUID();

    abstract Ratchet open(Path home);

    private int register(Ratchet ratchet, String weights) throws Exception {
        return ratchet.experiment(model)
                .run(
                        "train",
                        run -> run.register(model, writer -> {
                            Files.writeString(writer.directory().resolve("weights.txt"), weights);
                            writer.flavor("test", Map.of("data", "weights.txt"));
                        }))
                .awaitNumber(Duration.ofMinutes(2));
    }

    private void promote(Ratchet ratchet, int version) {
        Champions champions = Champions.of(ratchet);
        HistoryEntry entry = champions.promote(NewChampion.of(model, version, CI, "better")
                .withExpected(champions.champion(model, ALIAS).version().orElse(null)));
        assertThat(entry.entry().champion().orElseThrow().packageDigest()).hasSize(64);
    }

    private void change(Ratchet ratchet, int version) throws IOException {
        VersionRecord record = ratchet.stores().registry().version(model, version);
        Path file = Files.writeString(directory.resolve("other.txt"), "9 9 9\n");
        String sha256 = java.util.HexFormat.of().formatHex(sha256(Files.readAllBytes(file)));
        ratchet.stores().artifacts().upload(record.artifactRoot(), "weights.txt", file, sha256);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rollback_readsTheFiles_andRefusesOthers() throws Exception {
        try (Ratchet ratchet = open(directory.resolve("home"))) {
            int first = register(ratchet, "1");
            int second = register(ratchet, "2");
            int third = register(ratchet, "3");
            promote(ratchet, first);
            promote(ratchet, second);
            promote(ratchet, third);
            Champions champions = Champions.of(ratchet);
            assertThat(champions.verify(model).findings()).isEmpty();

            change(ratchet, second);

            assertThatThrownBy(() -> champions.rollback(model, ALIAS, CI, "worse"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("Version " + second, "digest", "was promoted");
            assertThat(champions.verify(model).findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(LedgerReport.Kind.TAMPERED);
                assertThat(finding.subject()).isEqualTo("version " + second);
                assertThat(finding.explanation()).endsWith(": 'weights.txt' was changed");
            });

            String run = ratchet.stores().registry().version(model, first).runId();
            ratchet.stores().tracking().deleteRun(run);
            champions.rollback(model, ALIAS, first, CI, "the second is spoilt");
            assertThat(champions.champion(model, ALIAS).version().map(VersionRef::version))
                    .hasValue(first);
        }
    }
}
