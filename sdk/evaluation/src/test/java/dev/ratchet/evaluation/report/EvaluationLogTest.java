/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.LoggedModel;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.RunRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationLogTest {

    private static final EvaluationReport REPORT = Samples.tumourReport();

    @TempDir
    private Path folder;

    private Ratchet ratchet;

    @BeforeEach
    void open() {
        ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(folder.resolve("store"))
                .localOnly()
                .open();
    }

    @AfterEach
    void close() {
        ratchet.close();
    }

    private RunRecord record(Run run) {
        return ratchet.local().tracking().run(run.id());
    }

    private double metric(Run run, String name) {
        return Objects.requireNonNull(record(run).metrics().get(name), name).value();
    }

    private List<String> files(Run run, String in) {
        return ratchet.local().artifacts().list(record(run).artifactRoot(), in).stream()
                .map(ArtifactRecord::path)
                .toList();
    }

    private String text(Run run, String path) throws IOException {
        Path file = folder.resolve("downloaded");
        Files.deleteIfExists(file);
        ratchet.local().artifacts().download(record(run).artifactRoot(), path, file);
        return Files.readString(file);
    }

    private JsonNode json(Run run, String path) throws IOException {
        return new ObjectMapper().readTree(text(run, path));
    }

    @Test
    void log_givesTheRunEverything() throws IOException {
        try (Run run = ratchet.experiment("tests").start("run")) {
            EvaluationLog.of(run).log(REPORT);
            run.complete();

            assertThat(record(run).metrics())
                    .containsKeys(
                            "accuracy_score", "roc_auc", "f1_score", "log_loss", "example_count", "true_positives");
            assertThat(metric(run, "example_count")).isEqualTo(400);
            assertThat(files(run, "evaluation"))
                    .contains(
                            "evaluation/report.html",
                            "evaluation/report.txt",
                            "evaluation/evaluation.json",
                            "evaluation/metrics.json",
                            "evaluation/per_class_metrics.json",
                            "evaluation/confusion_matrix.json",
                            "evaluation/findings.json",
                            "evaluation/slices_carrier.json",
                            "evaluation/classification_report.txt",
                            "evaluation/roc_curve_plot.svg",
                            "evaluation/confusion_matrix.svg",
                            "evaluation/slices_carrier.svg");
            Pages.check(text(run, "evaluation/report.html"));
            assertThat(text(run, "evaluation/classification_report.txt")).contains("weighted avg");
            assertThat(json(run, "evaluation/evaluation.json")
                            .at("/metrics/roc_auc/low")
                            .isNumber())
                    .isTrue();
            assertThat(run.problems()).isEmpty();
        }
    }

    @Test
    void tables_areThoseThatMlflowShows() throws IOException {
        try (Run run = ratchet.experiment("tests").start("run")) {
            EvaluationLog.of(run).log(REPORT);

            JsonNode metrics = json(run, "evaluation/metrics.json");
            assertThat(metrics.at("/columns").toString())
                    .isEqualTo("[\"metric\",\"value\",\"low\",\"high\",\"interval\"]");
            assertThat(metrics.at("/data/0/0").asText()).isEqualTo("accuracy_score");
            assertThat(metrics.at("/data/0/1").asDouble()).isBetween(0.8, 1.0);
            assertThat(json(run, "evaluation/per_class_metrics.json")
                            .at("/data/1/0")
                            .asText())
                    .isEqualTo("malignant");
            assertThat(record(run).tags().get("mlflow.loggedArtifacts"))
                    .contains("evaluation/metrics.json", "evaluation/slices_carrier.json", "table");
        }
    }

    @Test
    void prefix_setsTwoReportsApart() {
        try (Run run = ratchet.experiment("tests").start("run")) {
            EvaluationLog.of(run).prefix("valid_").log(Samples.report(Samples.delays(60)));
            EvaluationLog.of(run).prefix("test_").log(Samples.report(Samples.delays(80)));

            assertThat(metric(run, "valid_example_count")).isEqualTo(60);
            assertThat(metric(run, "test_example_count")).isEqualTo(80);
            assertThat(record(run).metrics())
                    .containsKey("test_mean_absolute_error")
                    .doesNotContainKey("example_count");
            assertThat(files(run, "evaluation/test")).contains("evaluation/test/residuals_plot.svg");
            assertThat(files(run, "evaluation/valid")).contains("evaluation/valid/report.html");
        }
    }

    @Test
    void metrics_areLinkedToModelAndDataset() {
        DatasetIdentity test = FloatDataset.of("wdbc-test", FloatRows.of(List.of("x"), new float[][] {{1}, {2}}))
                .identity();
        try (Run run = ratchet.experiment("tests").start("run")) {
            LoggedModel model = run.logModel("model", writer -> {
                Files.writeString(writer.directory().resolve("weights.bin"), "weights");
                writer.flavor("test", Map.of("data", "weights.bin"));
            });
            EvaluationLog.of(run).model(model).dataset(test, "test").log(REPORT);

            assertThat(record(run).metrics()).containsKeys("roc_auc", "example_count");
            assertThat(ratchet.local().tracking().metricHistory(run.id(), "roc_auc"))
                    .hasSize(1);
            assertThat(record(run).inputs())
                    .singleElement()
                    .satisfies(input -> assertThat(input.context()).isEqualTo("test"));
        }
    }

    @Test
    void log_neverThrows_whenTheRunIsOver() {
        Run run = ratchet.experiment("tests").start("run");
        run.complete();
        run.close();

        EvaluationLog.of(run).log(Samples.report(Samples.tumours(50)));

        assertThat(record(run).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(record(run).metrics()).isEmpty();
    }
}
