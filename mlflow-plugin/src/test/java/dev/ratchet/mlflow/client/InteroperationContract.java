/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.tracking.MlflowClient;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs that a program with the official client and one with Ratchet write in turn. */
abstract class InteroperationContract {

    @TempDir
    private Path directory;

    private RatchetMlflowClient client;
    private String experiment;
    private String runId;

    abstract MlflowServer server();

    /** A slow machine is no fault here. */
    private static final Duration LONG = Duration.ofMinutes(1);

    @BeforeEach
    void begin() {
        client = Given.client(server().uri());
        experiment = Given.unique("together");
        runId = client.createRun(client.createExperiment(experiment)).getRunId();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Ratchet open(URI server, Map<String, String> environment) {
        return Ratchet.builder()
                .environment(environment)
                .store(directory)
                .trackingUri(server)
                .probeTimeout(LONG)
                .createTimeout(LONG)
                .closeTimeout(LONG)
                .open();
    }

    private void assertGoneOn(double... values) {
        assertThat(client.getMetricHistory(runId, "loss"))
                .extracting(Metric::getValue)
                .containsExactlyInAnyOrder(
                        java.util.Arrays.stream(values).boxed().toArray(Double[]::new));
        assertThat(client.getRun(runId).getInfo().getStatus()).isEqualTo(RunStatus.RUNNING);
        assertThat(client.listRunInfos(client.getRun(runId).getInfo().getExperimentId()))
                .hasSize(1);
    }

    @Test
    void runOfTheClient_isContinuedByRatchet_andEndedByTheClient() {
        client.logMetric(runId, "loss", 1);
        try (Ratchet ratchet = open(server().uri(), Map.of());
                Run run = ratchet.resume(runId)) {
            run.logMetric("loss", 0.5, 1);
            run.complete();
        }

        assertGoneOn(1, 0.5);
        client.setTerminated(runId);
        assertThat(client.getRun(runId).getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void runOfRatchet_isContinuedByAClientOverItsConnection() {
        try (Ratchet ratchet = open(server().uri(), Map.of())) {
            MlflowClient over = RatchetMlflowClient.over(ratchet.stores());
            Run run = ratchet.experiment(experiment).start("of Ratchet");
            String id = run.mlflowRunId().orElseThrow();
            over.logMetric(id, "extra", 0.25);
            over.close();
            run.logMetric("loss", 0.5, 1);
            run.complete();
            run.close();
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();

            assertThat(client.getRun(id).getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
            assertThat(client.getRun(id).getData().getMetricsList())
                    .extracting(Metric::getKey)
                    .contains("extra", "loss");
        }
    }

    @Test
    void runOfTheEnvironment_isContinuedByTheFirstRunOnly_andNotEnded() {
        try (Ratchet ratchet = open(server().uri(), Map.of("MLFLOW_RUN_ID", runId))) {
            ratchet.experiment(experiment).run("not used", run -> {
                run.logMetric("loss", 0.5, 1);
                return run.id();
            });
            assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            assertGoneOn(0.5);

            try (Run second = ratchet.experiment(experiment).start("second")) {
                assertThat(second.mlflowRunId().orElseThrow()).isNotEqualTo(runId);
            }
        }
    }

    @Test
    void runOfTheEnvironment_isContinuedLater_whenTheServerIsDown() {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            proxy.refuse();
            Map<String, String> environment = Map.of("MLFLOW_RUN_ID", runId, "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
            try (Ratchet ratchet = open(proxy.uri(), environment)) {
                ratchet.experiment(experiment).run("not used", run -> {
                    run.logMetric("loss", 0.5, 1);
                    return run.id();
                });
                proxy.pass();
                assertThat(ratchet.sync(false, line -> {}).isComplete()).isTrue();
            }
            assertGoneOn(0.5);
        }
    }

    @Test
    void runOfTheEnvironment_thatIsMissing_isSaidBeforeTraining() {
        String missing = "0".repeat(32);
        try (Ratchet ratchet = open(server().uri(), Map.of("MLFLOW_RUN_ID", missing))) {
            assertThatThrownBy(() -> ratchet.experiment(experiment).start("no"))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("MLFLOW_RUN_ID is '" + missing + "'");
        }
    }
}
