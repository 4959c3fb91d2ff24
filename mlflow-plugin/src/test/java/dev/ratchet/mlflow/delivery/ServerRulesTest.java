/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.store.RunRecord;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
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
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    Path directory;

    private final String experiment = "rules-" + UUID.randomUUID();

    private Ratchet open(URI server) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory)
                .trackingUri(server)
                .open();
    }

    @Test
    void experiment_isRefusedAtOnce_whenItIsDeletedOnTheServer() {
        MLFLOW.runPython("""
                import sys, mlflow
                client = mlflow.MlflowClient()
                client.delete_experiment(client.create_experiment(sys.argv[1]))
                """, experiment);
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
            String id = MLFLOW.runPython("""
                            import sys, mlflow
                            client = mlflow.MlflowClient()
                            id = client.create_experiment(sys.argv[1])
                            client.delete_experiment(id)
                            print(id)
                            """, experiment).strip();
            try (Ratchet ratchet = open(proxy.uri())) {
                SyncReport blocked = ratchet.sync(false, line -> {});
                assertThat(blocked.isComplete()).isFalse();
                assertThat(blocked.runs().get(0).waiting()).contains("deleted", "restore");
                MLFLOW.runPython("import sys, mlflow; mlflow.MlflowClient().restore_experiment(sys.argv[1])", id);
                assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            }
        }
    }

    @Test
    void sync_keepsTheRunAndSaysWhy_whenItWasDeletedOnTheServer() {
        try (Ratchet ratchet = open(MLFLOW.uri())) {
            Run run = ratchet.experiment(experiment).start("deleted");
            String id = run.mlflowRunId().orElseThrow();
            MLFLOW.runPython("import sys, mlflow; mlflow.MlflowClient().delete_run(sys.argv[1])", id);
            run.logMetric("loss", 1, 0);
            run.logMetric("loss", 0.5, 1);
            run.complete();
            run.close();
            SyncReport blocked = ratchet.sync(false, line -> {});
            assertThat(blocked.runs().get(0).waiting()).contains("deleted", "restore");
            assertThat(blocked.runs().get(0).refused()).isEmpty();
            MLFLOW.runPython("import sys, mlflow; mlflow.MlflowClient().restore_run(sys.argv[1])", id);
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
                for (int step = 0; step < 1000; step++) {
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
        // Beside the points: probe, version, experiment, run, tags, environment, status, and the test's own question.
        assertThat(requests).isLessThanOrEqualTo(100 + (int) seconds + 12);
    }
}
