/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.Champions;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.mlflow.RatchetMlflowClientBuilder;
import dev.ratchet.model.LoggableModel;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.Stores;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.Run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What users do with a server, by Ratchet and by the official client's calls: all of it arrives and comes back. */
final class Round {

    static final Duration LONG = Duration.ofMinutes(1);

    private static final String ODD_NAME = "a b+c%.txt";

    private static final LoggableModel MODEL = writer -> {
        Files.writeString(writer.directory().resolve("weights.txt"), "1 2 3\n");
        writer.flavor("test", Map.of("data", "weights.txt"));
    };

    private Round() {}

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    /** Nothing from the process's environment, and no waits between attempts. */
    static Map<String, String> environment(Path home) {
        return Map.of(
                "HOME",
                home.toString(),
                "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR",
                "0",
                "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER",
                "0");
    }

    static RatchetBuilder ratchet(URI server, Path folder) {
        return Ratchet.builder()
                .environment(environment(folder))
                .store(folder.resolve(unique("store")))
                .trackingUri(server)
                .probeTimeout(LONG)
                .createTimeout(LONG)
                .closeTimeout(LONG);
    }

    static RatchetMlflowClientBuilder client(URI server, Path folder) {
        return RatchetMlflowClient.builder()
                .environment(environment(folder))
                .set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                .trackingUri(server.toString());
    }

    /**
     * A run with a file and a registered model that is promoted.
     *
     * @return the experiment's name, which is the model's as well
     */
    static String with(RatchetBuilder builder, Path folder) throws IOException {
        String name = unique("round");
        Path file = Files.write(folder.resolve(ODD_NAME), new byte[300_000]);
        try (Ratchet ratchet = builder.open()) {
            String id = ratchet.experiment(name).run("all", run -> {
                run.logParam("depth", 4);
                for (int step = 0; step < 100; step++) {
                    run.logMetric("loss", 1.0 / (step + 1), step);
                }
                run.logArtifact(file, "data");
                run.register(name, MODEL).awaitNumber(LONG);
                return run.mlflowRunId().orElseThrow();
            });
            SyncReport rest = ratchet.sync(false, words -> {});
            assertThat(rest.isComplete()).as(rest.toString()).isTrue();
            Champions.of(ratchet).promote(NewChampion.of(name, 1, Actor.claimed("test"), "first"));
            assertArrived(ratchet.server().orElseThrow(), name, id, folder);
        }
        return name;
    }

    private static void assertArrived(Stores server, String name, String id, Path folder) throws IOException {
        RunRecord run = server.tracking().run(id);
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.params()).containsEntry("depth", "4");
        assertThat(server.tracking().metricHistory(id, "loss")).hasSize(100);
        Path back = folder.resolve("back");
        server.artifacts().download(run.artifactRoot(), "data/" + ODD_NAME, back);
        assertThat(back).hasSize(300_000);
        assertThat(server.registry().version(name, 1).runId()).isEqualTo(id);
        assertThat(Champions.of(server).history(name).entries()).hasSize(1);
    }

    /** The same by the official client's names; ends by closing the client. */
    static String with(RatchetMlflowClient opened, Path folder) throws IOException {
        String name = unique("client");
        Path file = Files.writeString(folder.resolve(ODD_NAME), "some text");
        try (RatchetMlflowClient client = opened) {
            String experiment = client.createExperiment(name);
            String id = client.createRun(experiment).getRunId();
            client.logParam(id, "depth", "4");
            client.logMetric(id, "loss", 0.5);
            client.logArtifact(id, file.toFile(), "data");
            Run run = client.getRun(id);
            assertThat(run.getData().getParams(0).getValue()).isEqualTo("4");
            assertThat(client.listArtifacts(id, "data"))
                    .extracting(FileInfo::getPath)
                    .containsExactly("data/" + ODD_NAME);
            assertThat(client.downloadArtifacts(id, "data/" + ODD_NAME)).hasContent("some text");
            client.setTerminated(id);
        }
        return name;
    }
}
