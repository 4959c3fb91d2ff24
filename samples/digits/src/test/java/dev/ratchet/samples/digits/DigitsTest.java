/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.digits;

import dev.ratchet.Ratchet;
import dev.ratchet.data.split.TestOpenings;
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

class DigitsTest {

    @TempDir
    Path store;

    @Test
    void run_tellsTheDigitsApart_andShowsWhichAreWeak() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(store)
                        .localOnly()
                        .open();
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            EvaluationReport report = Digits.run(ratchet, out);
            RunRecord run = ratchet.runs("").findFirst().orElseThrow();

            assertThat(report.evaluation().rows()).isEqualTo(359);
            assertThat(report.evaluation().value("accuracy_score").getAsDouble())
                    .isGreaterThan(0.93);
            assertThat(report.toJsonValue().toString()).contains("digit = 8");
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("f1_score_macro", "Worst slices of digit", "Confusion matrix");
            assertThat(run.metrics()).containsKeys("test_accuracy_score", "test_f1_score_macro");
            assertThat(ratchet.local().artifacts().list(run.artifactRoot(), "evaluation/test"))
                    .extracting(file -> file.path())
                    .contains(
                            "evaluation/test/report.html",
                            "evaluation/test/confusion_matrix.svg",
                            "evaluation/test/per_class_metrics.json",
                            "evaluation/test/slices_digit.json");
            assertThat(TestOpenings.of(ratchet).openings())
                    .singleElement()
                    .satisfies(opening -> assertThat(opening.warnings()).isEmpty());
        }
    }
}
