/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that holds what creates something longer than the client waits leaves one of each. */
abstract class LateCreatesContract {

    @TempDir
    Path directory;

    private final String experiment = "late-" + UUID.randomUUID();

    private final LoggableModel model = writer -> {
        Files.writeString(writer.directory().resolve("weights.txt"), "1 2 3\n");
        writer.flavor("test", Map.of("data", "weights.txt"));
    };

    abstract MlflowServer server();

    private Ratchet open(URI server, String timeoutSeconds) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(server)
                .set("MLFLOW_HTTP_REQUEST_TIMEOUT", timeoutSeconds)
                .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
                .closeTimeout(Duration.ofSeconds(5))
                .open();
    }

    /** Which create is hit, and how: each subclass names what its server has. */
    @ParameterizedTest
    @MethodSource("faults")
    void sync_leavesOneOfEach_whenCreatesAreHeldLongerThanTheTimeOut(String endpoint, Fault.Kind kind) {
        Fault fault = switch (kind) {
            case HOLD -> Fault.hold();
            case LATE -> Fault.late();
            default -> Fault.cutAfter(0);
        };
        String key;
        try (FaultProxy proxy = FaultProxy.to(server().uri())) {
            proxy.inject(fault.onlyFor("POST /api/2.0/mlflow/" + endpoint));
            try (Ratchet ratchet = open(proxy.uri(), "2")) {
                try (Run run = ratchet.experiment(experiment).start("late")) {
                    key = run.id();
                    run.logMetric("loss", 0.5, 1);
                    run.register(experiment, model);
                    run.complete();
                }
                proxy.pass();
                // Again when a busy machine's server takes longer than the short time-out.
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> ratchet.sync(false, line -> {}), SyncReport::isComplete);
            }
        }
        // The same server under another address: what is there already is found by its key.
        try (Ratchet ratchet = open(server().uri(), "120")) {
            SyncReport again = ratchet.sync(false, line -> {});
            assertThat(again.isComplete()).as("%s", again).isTrue();
            Stores stores = ratchet.stores();
            String experimentId =
                    stores.tracking().experiment(experiment).orElseThrow().id();
            List<RunRecord> runs = stores.tracking()
                    .searchRuns(RunQuery.of(List.of(experimentId), 10))
                    .runs();
            assertThat(runs).hasSize(1);
            // By its id: MLflow 3.5 does not say in a search which models a run has made.
            RunRecord run = stores.tracking().run(runs.get(0).id());
            assertThat(run.key()).isEqualTo(key);
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(stores.tracking().metricHistory(run.id(), "loss")).hasSize(1);
            assertThat(run.modelIds()).hasSize(1);
            assertThat(stores.registry().versions(experiment)).hasSize(1);
        }
    }
}
