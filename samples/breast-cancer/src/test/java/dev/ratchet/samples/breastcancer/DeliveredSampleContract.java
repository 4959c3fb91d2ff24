/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.breastcancer;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.data.Table;
import dev.ratchet.data.Tables;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a server has of the sample's runs. */
abstract class DeliveredSampleContract {

    @TempDir
    Path store;

    abstract MlflowServer server();

    /** How Python's client sees that the final score belongs to the test rows; prints name, digest and context. */
    abstract String scriptOfTestScore();

    @Test
    void server_knowsTheDataOfTheRuns_andWhatTheFinalScoreBelongsTo() throws Exception {
        try (Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(store)
                        .trackingUri(server().uri())
                        .createTimeout(Duration.ofSeconds(20))
                        .closeTimeout(Duration.ofSeconds(60))
                        .open();
                PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
                Table table = Tables.csv(BreastCancer.data());
                DataSplit split = BreastCancer.split().apply(table)) {
            ModelVersion version = BreastCancer.run(ratchet, out, Progress.none(), 1);
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            assertThat(version.number()).isPresent();
            List<RunRecord> runs = ratchet.runs("tags.`ratchet.split.test` = '"
                            + split.test().digest() + "' and tags.`ratchet.leakage` = 'none'")
                    .filter(run -> !run.name().equals("cross-validation"))
                    .toList();
            RunRecord judged = runs.stream()
                    .filter(run -> run.metrics().containsKey("test_log_loss"))
                    .findFirst()
                    .orElseThrow();

            assertThat(runs).hasSize(3).allSatisfy(run -> {
                assertThat(run.inputs())
                        .extracting(DatasetInput::name, DatasetInput::context, DatasetInput::digest)
                        .contains(
                                tuple("wdbc-train", "train", digest(split.train())),
                                tuple("valid", "eval", digest(split.validation())));
                assertThat(run.inputs().get(0).profile()).contains("\"num_rows\":", "\"part\":", "content-1");
            });
            assertThat(judged.tags()).containsEntry("ratchet.test.warnings", "none");
            assertThat(server().runPython(scriptOfTestScore(), judged.id()).strip())
                    .endsWith("wdbc-test "
                            + judged.inputs().stream()
                                    .filter(input -> input.context().equals("test"))
                                    .findFirst()
                                    .orElseThrow()
                                    .digest());
        }
    }

    private static String digest(Table table) {
        return table.identity().mlflowDigest();
    }
}
