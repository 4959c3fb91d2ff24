/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.TestForm;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that is away, goes away or never answers while a run logs. That the runs end at all shows that no logging call
 * waits for the server: the faults hold until the runs are closed.
 */
abstract class OutageContract {

    /** Two points each: more than one request takes, and than one takes of a half. */
    private static final int STEPS = TestForm.choose(1200, 3000);

    @TempDir
    Path directory;

    private final String experiment = "outage-" + UUID.randomUUID();

    abstract MlflowServer server();

    /** What goes wrong. */
    enum Trouble {
        OFF,
        BUSY,
        SILENT,
        SLOW,
        CUT;

        void begin(FaultProxy proxy) {
            switch (this) {
                case OFF -> proxy.refuse();
                case BUSY -> proxy.inject(Fault.answer(503, "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\"}"));
                case SILENT -> proxy.inject(Fault.blackHole());
                case SLOW -> proxy.inject(Fault.hold());
                case CUT -> proxy.inject(Fault.cutAfter(0));
            }
        }
    }

    /** With the time-out that the faults last longer than. */
    private Ratchet openImpatient(URI server) {
        return open(server, TestForm.choose("1", "2"), Duration.ofMillis(500));
    }

    private Ratchet open(URI server) {
        return open(server, "120", Duration.ofMinutes(1));
    }

    private Ratchet open(URI server, String timeoutSeconds, Duration closeTimeout) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory)
                .trackingUri(server)
                .set("MLFLOW_HTTP_REQUEST_TIMEOUT", timeoutSeconds)
                .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                .createTimeout(Duration.ofMillis(500))
                .closeTimeout(closeTimeout)
                .open();
    }

    static List<Trouble> fromTheBeginning() {
        return TestForm.choose(List.of(Trouble.OFF, Trouble.BUSY, Trouble.SILENT), List.of(Trouble.values()));
    }

    static List<Trouble> halfWay() {
        return TestForm.choose(List.of(Trouble.OFF, Trouble.SLOW, Trouble.CUT), List.of(Trouble.values()));
    }

    @ParameterizedTest
    @MethodSource("fromTheBeginning")
    void sync_deliversEverythingOnce_whenTheServerWasAwayFromTheBeginning(Trouble trouble) {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            trouble.begin(proxy);
            train(proxy, run -> {});
            proxy.pass();
            deliverAndCheck(proxy);
        }
    }

    @ParameterizedTest
    @MethodSource("halfWay")
    void sync_deliversEverythingOnce_whenTheServerWentAwayHalfWay(Trouble trouble) {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            train(proxy, run -> {
                // A create that is lost on its way would be waited for below.
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> run.mlflowRunId().isPresent());
                trouble.begin(proxy);
            });
            proxy.pass();
            deliverAndCheck(proxy);
        }
    }

    @Test
    void delivery_goesOnByItself_whenTheServerComesBack() {
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            proxy.refuse();
            try (Ratchet ratchet = open(proxy.uri())) {
                Run run = ratchet.experiment(experiment).start("back");
                log(run, 0, STEPS);
                run.complete();
                run.close();
                proxy.pass();
                try (Run second = ratchet.experiment(experiment).start("second")) {
                    second.complete();
                }
                SyncReport report = ratchet.sync(false, line -> {});
                assertThat(report.isComplete()).isTrue();
                assertThat(run.mlflowRunId()).isPresent();
            }
        }
    }

    private void train(FaultProxy proxy, Consumer<Run> halfWay) {
        try (Ratchet ratchet = openImpatient(proxy.uri());
                Run run = ratchet.experiment(experiment).start("outage")) {
            log(run, 0, STEPS / 2);
            halfWay.accept(run);
            log(run, STEPS / 2, STEPS);
            run.complete();
        }
    }

    private static void log(Run run, int from, int to) {
        for (int step = from; step < to; step++) {
            run.logMetrics(Map.of("loss", 1.0 / (step + 1), "auc", step * 1e-4), step);
        }
        run.logText("from " + from, "notes/" + from + ".txt");
    }

    private void deliverAndCheck(FaultProxy proxy) {
        try (Ratchet ratchet = open(proxy.uri())) {
            SyncReport report = ratchet.sync(false, line -> {});
            assertThat(report.isComplete()).as("%s", report).isTrue();
            String runId = report.runs().get(0).mlflowRunId().orElseThrow();
            RunRecord run = ratchet.stores().tracking().run(runId);
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            List<MetricPoint> loss = ratchet.stores().tracking().metricHistory(runId, "loss");
            assertThat(loss)
                    .extracting(MetricPoint::step)
                    .containsExactlyElementsOf(
                            LongStream.range(0, STEPS).boxed().toList());
            assertThat(ratchet.stores().artifacts().list(run.artifactRoot(), "notes"))
                    .hasSize(2);
            assertThat(ratchet.sync(false, line -> {}).runs()).isEmpty();
        }
    }
}
