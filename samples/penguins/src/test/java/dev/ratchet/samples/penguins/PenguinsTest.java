/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.penguins;

import dev.ratchet.Ratchet;
import dev.ratchet.evaluation.report.EvaluationReport;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PenguinsTest {

    @TempDir
    Path store;

    @Test
    void run_predictsTheMass_betterThanRulesThatKnowNothing() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(store)
                        .localOnly()
                        .open();
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            EvaluationReport report = Penguins.run(ratchet, out);
            RunRecord run = ratchet.runs("").findFirst().orElseThrow();

            assertThat(report.evaluation().rows()).isEqualTo(67);
            assertThat(report.evaluation().value("mean_absolute_error").getAsDouble())
                    .isLessThan(0.3);
            assertThat(printed.toString(StandardCharsets.UTF_8)).contains("mean_absolute_error", "r2_score");
            assertThat(run.metrics()).containsKeys("train_loss", "validate_loss", "test_mean_absolute_error");
            assertThat(run.params()).containsEntry("optimizer", "Adam");
        }
    }
}
