/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.LoggedModel;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.SyncReport;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.VersionRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryStoresTest {

    private final InMemoryStores mlflow = InMemoryStores.create();

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        mlflow.close();
    }

    private RatchetBuilder builder() {
        return Ratchet.builder().environment(Map.of()).store(folder).trackingUri(mlflow.uri());
    }

    /** Code as users have it: it knows nothing of the test. */
    private static void train(Ratchet ratchet) {
        ratchet.experiment("churn").run("depth 4", run -> {
            run.logParam("depth", 4);
            run.logMetric("loss", 0.5, 0);
            run.logMetric("loss", 0.25, 1);
            run.logText("fine", "report.txt");
            return run.register("churn", writer -> {
                Files.writeString(writer.directory().resolve("model.bin"), "weights");
                writer.flavor("own", Map.of("data", "model.bin"));
            });
        });
    }

    private void hasAllOnce() {
        assertThat(mlflow.runs("churn")).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.params()).containsEntry("depth", "4");
            assertThat(run.metrics())
                    .hasEntrySatisfying("loss", loss -> assertThat(loss.value()).isEqualTo(0.25));
            assertThat(mlflow.stores().tracking().metricHistory(run.id(), "loss"))
                    .hasSize(2);
            assertThat(mlflow.stores().artifacts().list(run.artifactRoot(), ""))
                    .anyMatch(file -> file.path().equals("report.txt"));
            assertThat(run.modelIds()).hasSize(1);
        });
        assertThat(mlflow.stores().registry().versions("churn"))
                .extracting(VersionRecord::number)
                .containsExactly(1);
    }

    private static void sweep(Ratchet ratchet) {
        ratchet.experiment("sweep").run("all", run -> {
            LoggedModel best = run.child(
                    "depth 4",
                    child -> child.logModel("model", writer -> {
                        Files.writeString(writer.directory().resolve("model.bin"), "weights");
                        writer.flavor("own", Map.of("data", "model.bin"));
                    }));
            return run.register("best", best);
        });
    }

    @Test
    void aModelOfAnotherRun_isRegistered_whicheverIsDeliveredFirst() {
        try (Ratchet ratchet = builder().open()) {
            sweep(ratchet);
        }
        assertThat(mlflow.stores().registry().versions("best")).hasSize(1);

        mlflow.goAway();
        try (Ratchet ratchet = builder().open()) {
            sweep(ratchet);
        }
        mlflow.comeBack();
        try (Ratchet ratchet = builder().open()) {
            SyncReport report = ratchet.sync(false, words -> {});
            assertThat(report.runs())
                    .allSatisfy(run -> assertThat(run.waiting()).isEmpty());
            assertThat(ratchet.sync(false, words -> {}).runs()).isEmpty();
        }
        assertThat(mlflow.stores().registry().versions("best"))
                .hasSize(2)
                .allSatisfy(version -> assertThat(version.modelId()).isNotEmpty());
    }

    @Test
    void stores_haveWhatTrainingLogged() {
        try (Ratchet ratchet = builder().open()) {
            train(ratchet);
        }

        hasAllOnce();
    }

    @Test
    void loseAnswers_leavesOneOfEach_becauseCreatesAreLookedUp() {
        mlflow.loseAnswers(3);

        try (Ratchet ratchet = builder().open()) {
            train(ratchet);
        }
        try (Ratchet ratchet = builder().open()) {
            ratchet.sync(false, line -> {});
        }

        hasAllOnce();
    }

    /** As with MLflow, whose client makes the address itself. */
    @Test
    void goAway_leavesTheRunsPage() {
        try (Ratchet ratchet = builder().open();
                Run run = ratchet.experiment("churn").start("r")) {
            Optional<URI> page = run.page();

            mlflow.goAway();

            assertThat(run.page()).isEqualTo(page);
            run.complete();
        }
    }

    @Test
    @Timeout(60)
    void goAway_losesNothing_whenSyncedAfterwards() {
        mlflow.goAway();
        // That it ends shows that closing does not wait for a server that is away.
        try (Ratchet ratchet = builder().closeTimeout(Duration.ofMinutes(10)).open()) {
            train(ratchet);
        }
        assertThatThrownBy(() -> mlflow.runs("churn"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("told to be away");

        mlflow.comeBack();
        assertThat(mlflow.runs("churn")).isEmpty();
        try (Ratchet ratchet = builder().open()) {
            SyncReport report = ratchet.sync(false, line -> {});
            assertThat(report.isComplete()).isTrue();
        }

        hasAllOnce();
    }

    @Test
    void loseAnswers_carriesTheCallOut() {
        String experiment = mlflow.stores().tracking().createExperiment("churn").id();
        NewRun run = new NewRun(experiment, "key", "a run", 1, Map.of());
        mlflow.loseAnswers(1);

        assertThatThrownBy(() -> mlflow.stores().tracking().createRun(run))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.mayHaveHappened()).isTrue());

        assertThat(mlflow.stores().tracking().findRuns(experiment, "key"))
                .extracting(RunRecord::key)
                .containsExactly("key");
        assertThatThrownBy(() -> mlflow.loseAnswers(-1)).hasMessageContaining("count < 0: -1");
    }

    @Test
    void uri_isRefused_whenNobodyMadeThoseStores() {
        mlflow.close();

        assertThatThrownBy(() -> builder().open())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("InMemoryStores.uri()");
        assertThatThrownBy(() -> builder()
                        .trackingUri(URI.create("ratchet-memory:other"))
                        .open())
                .hasMessageContaining("ratchet-memory:other");
    }

    @Test
    void describe_saysThatItIsNoServer() {
        assertThat(mlflow.stores().tracking().describe(Duration.ZERO).product()).isEqualTo("Ratchet stores in memory");
    }
}
