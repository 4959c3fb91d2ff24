/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.dataset.DatasetIdentity;
import dev.ratchet.dataset.DatasetSource;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run that was delivered looks like on a server. */
abstract class DeliveredRunContract {

    /** Nothing is slow on purpose here, only the machine may be. */
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final String experiment = "delivery-" + UUID.randomUUID();

    abstract MlflowServer server();

    private Ratchet ratchet() {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(server().uri())
                .probeTimeout(LONG)
                .createTimeout(LONG)
                .closeTimeout(LONG)
                .open();
    }

    private final LoggableModel model = writer -> {
        Files.writeString(writer.directory().resolve("weights.txt"), "1 2 3\n");
        writer.flavor("test", Map.of("data", "weights.txt"));
    };

    @Test
    void run_isOnTheServerAsItWasLogged_whenItEnds() throws Exception {
        String[] runId = new String[1];
        Path file = Files.writeString(directory.resolve("notes.txt"), "remember");
        DatasetIdentity dataset = new DatasetIdentity(
                "churn",
                DatasetSource.local(file),
                Map.of("mlflow_colspec", List.of()),
                Map.of("num_rows", 3),
                List.of(new DatasetDigest("test-1", "0123456789abcdef0123456789abcdef0123456789abcdef")));
        int[] version = new int[1];
        try (Ratchet ratchet = ratchet()) {
            ratchet.experiment(experiment).run("first", run -> {
                runId[0] = run.mlflowRunId().orElseThrow();
                assertThat(run.page().orElseThrow().toString()).contains("/runs/" + runId[0]);
                run.logParams(Map.of("depth", 4, "eta", 0.3));
                for (int step = 0; step < 2500; step++) {
                    Map<String, Double> metrics = new LinkedHashMap<>();
                    metrics.put("train-loss", 1.0 / (step + 1));
                    metrics.put("ndcg@3", step / 10.0);
                    run.logMetrics(metrics, step);
                }
                run.logMetric("odd", Double.NaN, 0);
                run.logMetric("odd", Double.POSITIVE_INFINITY, 1);
                run.setTag("team", "ml");
                run.logInput(dataset, "train");
                run.logInput(dataset, "eval");
                run.logArtifact(file, "docs");
                run.logText("hällo", "grüße/a b.txt");
                run.logTable(Map.of("a", List.of(1, 2)), "t.json");
                ModelVersion registered = run.register(experiment, model);
                version[0] = registered.awaitNumber(LONG);
                run.child("below", child -> {
                    child.logParam("fold", 1);
                    return "";
                });
                return "";
            });
        }
        try (Ratchet ratchet = ratchet()) {
            var stores = ratchet.server().orElseThrow();
            RunRecord run = stores.tracking().run(runId[0]);
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.params()).containsEntry("depth", "4").containsEntry("eta", "0.3");
            assertThat(run.tags()).containsEntry("team", "ml");
            List<MetricPoint> history = stores.tracking().metricHistory(runId[0], "train-loss");
            assertThat(history).hasSize(2500);
            assertThat(history.get(2499).value()).isEqualTo(1.0 / 2500);
            assertThat(stores.tracking().metricHistory(runId[0], "ndcg_at_3")).hasSize(2500);
            assertThat(stores.tracking().metricHistory(runId[0], "odd"))
                    .extracting(MetricPoint::value)
                    .containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
            assertThat(run.inputs())
                    .extracting(input -> input.name() + " " + input.context())
                    .containsExactlyInAnyOrder("churn train", "churn-eval eval");
            assertThat(stores.artifacts().list(run.artifactRoot(), "docs")).hasSize(1);
            assertThat(stores.registry().version(experiment, version[0]).runId())
                    .isEqualTo(runId[0]);
            SyncReport again = ratchet.sync(false, line -> {});
            assertThat(again.runs()).isEmpty();
            assertThat(again.upToDate()).isEqualTo(2);
        }
    }

    @Test
    void run_isFailed_whenItIsClosedWithoutComplete() {
        String[] runId = new String[1];
        try (Ratchet ratchet = ratchet();
                Run run = ratchet.experiment(experiment).start("forgotten")) {
            runId[0] = run.mlflowRunId().orElseThrow();
        }
        try (Ratchet ratchet = ratchet()) {
            assertThat(ratchet.stores().tracking().run(runId[0]).status()).isEqualTo(RunStatus.FAILED);
        }
    }
}
