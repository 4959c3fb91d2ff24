/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.store.RunRecord;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a server does not take is said in words, blocks nothing else and is kept; and requests are few. */
class ServerRulesTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Nothing is slow on purpose here, only the machine may be. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final int STEPS = TestForm.choose(100, 1000);

    @TempDir
    Path directory;

    private final String experiment = "rules-" + UUID.randomUUID();

    private Ratchet open(URI server) {
        return open(server, LONG);
    }

    private Ratchet open(URI server, Duration closeTimeout) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory)
                .trackingUri(server)
                .probeTimeout(LONG)
                .createTimeout(LONG)
                .closeTimeout(closeTimeout)
                .open();
    }

    /** Makes the experiment on the server and deletes it there; gives its id. */
    private String deletedExperiment() {
        String id = rest("experiments/create", "name", experiment)
                .path("experiment_id")
                .asText();
        rest("experiments/delete", "experiment_id", id);
        return id;
    }

    /** What somebody else asks of the server; a Python for each would take longer than the rest of the test. */
    private static JsonNode rest(String call, String field, String value) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(MLFLOW.uri() + "/api/2.0/mlflow/" + call))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put(field, value).toString()))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(call, e);
        }
    }

    @Test
    void experiment_isRefusedAtOnce_whenItIsDeletedOnTheServer() {
        deletedExperiment();
        try (Ratchet ratchet = open(MLFLOW.uri())) {
            assertThatThrownBy(() -> ratchet.experiment(experiment))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(experiment)
                    .hasMessageContaining("deleted")
                    .hasMessageContaining("restore");
        }
    }

    @Test
    void sync_keepsTheRunAndSaysWhy_whenItsExperimentWasDeletedMeanwhile() {
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri())) {
            proxy.refuse();
            try (Ratchet ratchet = open(proxy.uri())) {
                ratchet.experiment(experiment).run("kept", run -> run.id());
            }
            proxy.pass();
            String id = deletedExperiment();
            try (Ratchet ratchet = open(proxy.uri())) {
                SyncReport blocked = ratchet.sync(false, line -> {});
                assertThat(blocked.isComplete()).isFalse();
                assertThat(blocked.runs().get(0).waiting()).contains("deleted", "restore");
                rest("experiments/restore", "experiment_id", id);
                assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            }
        }
    }

    @Test
    void sync_keepsTheRunAndSaysWhy_whenItWasDeletedOnTheServer() {
        // The server answers, so the run's end waits as long as it may.
        try (Ratchet ratchet = open(MLFLOW.uri(), Duration.ofMillis(500))) {
            Run run = ratchet.experiment(experiment).start("deleted");
            String id = run.mlflowRunId().orElseThrow();
            rest("runs/delete", "run_id", id);
            run.logMetric("loss", 1, 0);
            run.logMetric("loss", 0.5, 1);
            run.complete();
            run.close();
            SyncReport blocked = ratchet.sync(false, line -> {});
            assertThat(blocked.runs().get(0).waiting()).contains("deleted", "restore");
            assertThat(blocked.runs().get(0).refused()).isEmpty();
            rest("runs/restore", "run_id", id);
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            assertThat(ratchet.stores().tracking().metricHistory(id, "loss")).hasSize(2);
        }
    }

    @Test
    void sync_deliversTheRest_whenOneParamWasChanged() {
        try (Ratchet ratchet = open(MLFLOW.uri())) {
            Run run = ratchet.experiment(experiment).start("changed");
            Map<String, Object> params = new HashMap<>();
            for (int i = 0; i < 150; i++) {
                params.put("p" + i, i);
            }
            run.logParams(params);
            run.logParam("p7", "other");
            assertThat(run.problems()).singleElement().asString().contains("p7", "first value '7'", "other");
            run.logParam("after", true);
            run.logMetric("loss", 0.5, 1);
            run.complete();
            run.close();
            SyncReport report = ratchet.sync(false, line -> {});
            RunRecord stored = ratchet.stores().tracking().run(run.mlflowRunId().orElseThrow());
            assertThat(stored.params())
                    .hasSize(151)
                    .containsEntry("p7", "7")
                    .containsEntry("p149", "149")
                    .containsEntry("after", "true");
            assertThat(stored.metrics()).containsKey("loss");
            assertThat(report.isComplete()).isFalse();
            assertThat(report.runs().get(0).refused())
                    .singleElement()
                    .asString()
                    .contains("p7", "other");
        }
    }

    @Test
    void resume_saysWhereItLooked_whenThereIsNoSuchRun() {
        try (Ratchet ratchet = open(MLFLOW.uri())) {
            assertThatThrownBy(() -> ratchet.resume("0123456789abcdef0123456789abcdef"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("0123456789abcdef0123456789abcdef");
        }
    }

    @Test
    void resume_goesOnWithARunThatPythonBegan_andDoesNotEndIt() {
        String id = MLFLOW.runPython("""
                        import sys, mlflow
                        mlflow.set_experiment(sys.argv[1])
                        client = mlflow.MlflowClient()
                        exp = client.get_experiment_by_name(sys.argv[1])
                        print(client.create_run(exp.experiment_id).info.run_id)
                        """, experiment).strip();
        try (Ratchet ratchet = open(MLFLOW.uri());
                Run run = ratchet.resume(id)) {
            run.logMetric("from_java", 1, 0);
            run.complete();
        }
        try (Ratchet ratchet = open(MLFLOW.uri())) {
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            RunRecord stored = ratchet.stores().tracking().run(id);
            assertThat(stored.metrics()).containsKey("from_java");
            assertThat(stored.status()).isEqualTo(RunStatus.RUNNING);
        }
    }

    @Test
    void resume_opensAnEndedRunAgain_andEndsItAgain() {
        try (Ratchet ratchet = open(MLFLOW.uri())) {
            String key = ratchet.experiment(experiment).run("twice", run -> {
                run.logMetric("loss", 1, 0);
                return run.id();
            });
            try (Run again = ratchet.resume(key)) {
                again.logMetric("loss", 0.5, 1);
                again.fail(new IllegalStateException("changed my mind"));
            }
            SyncReport report = ratchet.sync(false, line -> {});
            assertThat(report.isComplete()).isTrue();
            Run last = ratchet.resume(key);
            String id = last.mlflowRunId().orElseThrow();
            last.complete();
            last.close();
            ratchet.sync(false, line -> {});
            RunRecord stored = ratchet.stores().tracking().run(id);
            assertThat(stored.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(ratchet.stores().tracking().metricHistory(id, "loss")).hasSize(2);
            assertThat(stored.tags().get("ratchet.error")).contains("changed my mind");
        }
    }

    @Test
    void delivery_needsARequestForAThousandPoints() {
        int requests;
        long begun = System.nanoTime();
        try (FaultProxy proxy = FaultProxy.to(MLFLOW.uri())) {
            try (Ratchet ratchet = open(proxy.uri())) {
                Run run = ratchet.experiment(experiment).start("many");
                for (int step = 0; step < STEPS; step++) {
                    Map<String, Double> metrics = new HashMap<>();
                    for (int key = 0; key < 100; key++) {
                        metrics.put("m" + key, step + key / 100.0);
                    }
                    run.logMetrics(metrics, step);
                }
                run.complete();
                run.close();
                ratchet.sync(false, line -> {});
                assertThat(ratchet.stores()
                                .tracking()
                                .run(run.mlflowRunId().orElseThrow())
                                .metrics())
                        .hasSize(100);
            }
            requests = proxy.requests();
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;
        // Beside 100 points a step: probe, version, experiment, run, tags, environment, status, and the test's own
        // question.
        assertThat(requests).isLessThanOrEqualTo(STEPS / 10 + (int) seconds + 12);
    }
}
