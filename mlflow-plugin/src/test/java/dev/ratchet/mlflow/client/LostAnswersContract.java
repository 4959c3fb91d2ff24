/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real server behind a network that fails. */
abstract class LostAnswersContract {

    private static final Fault LOST = Fault.cutAfter(0);

    private FaultProxy proxy;
    private RatchetMlflowClient client;
    private String experimentId;

    abstract MlflowServer server();

    @BeforeEach
    void open() {
        proxy = FaultProxy.to(server().uri());
        client = Given.client(proxy.uri());
        experimentId = client.createExperiment(Given.unique("lost"));
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 40})
    void createRun_makesOneRun_whenTheAnswerIsCut(long bytes) {
        proxy.inject(Fault.cutAfter(bytes).onlyFor("runs/create").times(1));

        RunInfo run = client.createRun(experimentId);

        assertThat(proxy.hits()).isEqualTo(1);
        assertThat(client.listRunInfos(experimentId))
                .extracting(RunInfo::getRunId)
                .containsExactly(run.getRunId());
    }

    @Test
    void createRun_isSentAgain_whenTheServerHeardNothing() {
        proxy.inject(Fault.answer(503, "busy").onlyFor("runs/create").times(1));

        RunInfo run = client.createRun(experimentId);

        assertThat(client.listRunInfos(experimentId))
                .extracting(RunInfo::getRunId)
                .containsExactly(run.getRunId());
    }

    @Test
    void createExperiment_isOne_whenTheAnswerIsLost() {
        String name = Given.unique("once");
        proxy.inject(LOST.onlyFor("experiments/create").times(1));

        String id = client.createExperiment(name);

        assertThat(client.getExperimentByName(name).orElseThrow().getExperimentId())
                .isEqualTo(id);
    }

    @Test
    void deletions_succeed_whenTheAnswerIsLost() {
        String run = client.createRun(experimentId).getRunId();
        client.setTag(run, "a", "x");
        proxy.inject(LOST.onlyFor("runs/delete-tag").times(1));
        client.deleteTag(run, "a");
        proxy.inject(LOST.onlyFor("experiments/delete").times(1));
        client.deleteExperiment(experimentId);
        assertThat(client.getExperiment(experimentId).getLifecycleStage()).isEqualTo("deleted");
        proxy.inject(LOST.onlyFor("experiments/restore").times(1));
        client.restoreExperiment(experimentId);
        assertThat(client.getExperiment(experimentId).getLifecycleStage()).isEqualTo("active");
    }

    @Test
    void metric_isLoggedOnce_whenTheAnswerIsLost() {
        String run = client.createRun(experimentId).getRunId();
        proxy.inject(LOST.onlyFor("runs/log-metric").times(1));

        client.logMetric(run, "auc", 0.5);

        assertThat(client.getMetricHistory(run, "auc")).hasSize(1);
    }

    @Test
    void batch_isLoggedOnce_whenTheAnswerIsLost_howeverManyKeysItHas() {
        String run = client.createRun(experimentId).getRunId();
        List<Metric> metrics = IntStream.range(0, 150)
                .mapToObj(i -> Metric.newBuilder()
                        .setKey("key-" + i)
                        .setValue(i == 7 ? Double.NaN : i / 4.0)
                        .setTimestamp(1_800_000_000_000L)
                        .build())
                .toList();
        Param param = Param.newBuilder().setKey("depth").setValue("4").build();
        RunTag tag = RunTag.newBuilder().setKey("a").setValue("x").build();
        proxy.inject(LOST.onlyFor("runs/log-batch").times(1));

        client.logBatch(run, metrics, List.of(param), List.of(tag));
        client.logBatch(run, metrics.subList(0, 100), List.of(param), List.of(tag));

        assertThat(proxy.hits()).isEqualTo(1);
        assertThat(client.getRun(run).getData().getMetricsList()).hasSize(150);
        assertThat(client.getRun(run).getData().getParamsList()).hasSize(1);
        assertThat(client.getMetricHistory(run, "key-3")).hasSize(1);
        assertThat(client.getMetricHistory(run, "key-7")).hasSize(1);
        assertThat(client.getMetricHistory(run, "key-149")).hasSize(1);
    }

    @Test
    void rawCreate_isSentOnce_andSaysThatItsAnswerIsLost() {
        proxy.inject(LOST.onlyFor("runs/create"));

        assertThatThrownBy(() -> client.sendPost("runs/create", "{\"experiment_id\": \"" + experimentId + "\"}"))
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("runs/create");
        assertThat(proxy.hits()).isEqualTo(1);
    }

    @Test
    void refusal_isSentOnce() {
        String run = client.createRun(experimentId).getRunId();
        client.logParam(run, "depth", "4");
        int before = proxy.requests();

        assertThatThrownBy(() -> client.logParam(run, "depth", "5"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("INVALID_PARAMETER_VALUE")
                .hasMessageContaining("depth");
        assertThat(proxy.requests()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"builder", "environment"})
    void stalledServer_isATimeOut(String how) {
        var builder = RatchetMlflowClient.builder()
                .trackingUri(proxy.uri().toString())
                .maxRetries(0);
        MlflowClient impatient = how.equals("builder")
                ? builder.environment(Map.of()).timeout(Duration.ofSeconds(1)).build()
                : builder.environment(Map.of("MLFLOW_HTTP_REQUEST_TIMEOUT", "1"))
                        .build();
        try (impatient) {
            proxy.inject(Fault.blackHole());

            assertThatThrownBy(() -> impatient.getExperiment(experimentId))
                    .isInstanceOf(MlflowClientException.class)
                    .isNotInstanceOf(MlflowHttpException.class)
                    .hasMessageContaining("no answer within 1.0 s");
            assertThatThrownBy(() -> impatient.createRun(experimentId))
                    .isInstanceOf(MlflowClientException.class)
                    .hasMessageContaining("no answer within 1.0 s");
        }
    }

    @Test
    void overload_thatLasts_isAnHttpExceptionWithItsStatus() {
        try (MlflowClient impatient = RatchetMlflowClient.builder()
                .environment(Map.of("MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0"))
                .trackingUri(proxy.uri().toString())
                .maxRetries(1)
                .build()) {
            proxy.inject(Fault.answer(503, "busy"));

            assertThatThrownBy(() -> impatient.getExperiment(experimentId))
                    .isInstanceOf(MlflowHttpException.class)
                    .matches(e -> ((MlflowHttpException) e).getStatusCode() == 503)
                    .hasMessageContaining("busy");
            assertThat(proxy.hits()).isEqualTo(2);
        }
    }
}
