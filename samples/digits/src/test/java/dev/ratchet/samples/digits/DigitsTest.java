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
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class DigitsTest {

    @TempDir
    Path store;

    private Digits.Outcome run(String folder, ByteArrayOutputStream printed) throws Exception {
        try (Ratchet ratchet = open(folder);
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            return Digits.run(ratchet, out);
        }
    }

    private Ratchet open(String folder) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(store.resolve(folder))
                .localOnly()
                .open();
    }

    private static double loss(Ratchet ratchet) {
        RunRecord network = ratchet.runs("attributes.run_name = 'convolutional network'")
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(network.metrics().get("validation_log_loss"))
                .value();
    }

    @Test
    void run_tracksBoth_registersTheNetwork_andPromotesIt_theSameEachTime() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Digits.Outcome outcome = run("first", printed);
        Digits.Outcome again = run("second", new ByteArrayOutputStream());

        assertThat(outcome.better()).isEqualTo("convolutional network");
        EvaluationReport report = outcome.report();
        assertThat(report.evaluation().rows()).isEqualTo(359);
        assertThat(report.evaluation().value("accuracy_score").getAsDouble()).isGreaterThanOrEqualTo(0.97);
        assertThat(report.toJsonValue().toString()).contains("digit = 8");
        assertThat(outcome.promotion().isPromoted())
                .as(outcome.promotion().summary())
                .isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Registered is", "f1_score_macro", "Worst slices of digit", "Confusion matrix", "PROMOTE");
        try (Ratchet first = open("first");
                Ratchet second = open("second")) {
            assertThat(loss(first)).isEqualTo(loss(second));
            assertThat(again.report().evaluation().value("log_loss"))
                    .isEqualTo(report.evaluation().value("log_loss"));
            RunRecord network = first.runs("attributes.run_name = 'convolutional network'")
                    .findFirst()
                    .orElseThrow();
            assertThat(network.metrics())
                    .containsKeys(
                            "train_loss",
                            "train_Accuracy",
                            "validate_loss",
                            "validate_Accuracy",
                            "test_accuracy_score",
                            "test_f1_score_macro");
            assertThat(network.params()).containsEntry("optimizer", "Adam").containsEntry("epochs", "30");
            assertThat(first.local().artifacts().list(network.artifactRoot(), "evaluation/test"))
                    .extracting(file -> file.path())
                    .contains(
                            "evaluation/test/report.html",
                            "evaluation/test/confusion_matrix.svg",
                            "evaluation/test/per_class_metrics.json",
                            "evaluation/test/slices_digit.json");
            assertThat(first.runs("attributes.run_name = 'boosted trees'")).hasSize(1);
            assertThat(TestOpenings.of(first).openings())
                    .singleElement()
                    .satisfies(opening -> assertThat(opening.warnings()).isEmpty());
        }
    }
}
