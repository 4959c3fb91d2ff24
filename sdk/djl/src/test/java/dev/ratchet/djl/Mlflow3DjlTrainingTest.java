/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.training.Trainer;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.TrackingStore;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A training that was delivered to a real server and read back from it. */
class Mlflow3DjlTrainingTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    Path directory;

    private Ratchet open() {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve("store"))
                .trackingUri(MLFLOW.server().uri())
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .open();
    }

    @Test
    void training_isOnTheServer_asItWas() throws Exception {
        AutologDjlOptions options = AutologDjlOptions.builder()
                .everyBatches(2)
                .gradientNorms(true)
                .checkpoints(Checkpoints.every(1).keeping(2))
                .build();
        String id;
        try (Ratchet ratchet = open();
                TrackedDataset train = Blobs.tracked("blobs-train", 100, 1);
                TrackedDataset valid = Blobs.tracked("blobs-valid", 50, 2)) {
            id = ratchet.experiment("djl-" + UUID.randomUUID()).run("blobs", run -> {
                train(run, options, train, valid);
                return run.mlflowRunId().orElseThrow();
            });
        }
        try (Ratchet ratchet = open()) {
            TrackingStore server = ratchet.stores().tracking();
            RunRecord seen = server.run(id);
            assertThat(seen.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(seen.params())
                    .containsEntry("optimizer", "Adam")
                    .containsEntry("engine", "PyTorch")
                    .containsEntry("epochs", "4")
                    .containsEntry("seed", "5");
            assertThat(seen.tags()).containsEntry("mlflow.autologging", "djl").containsKey("ratchet.djl.parameters");
            for (String key : new String[] {"train_loss", "validate_Accuracy", "learning_rate", "gradient_norm"}) {
                assertThat(server.metricHistory(id, key))
                        .as(key)
                        .extracting(MetricPoint::step)
                        .containsExactly(0L, 1L, 2L, 3L);
            }
            assertThat(seen.inputs())
                    .extracting(DatasetInput::context)
                    .containsExactlyInAnyOrder("training", "validation");
            assertThat(ratchet.stores().artifacts().list(seen.artifactRoot(), "checkpoints"))
                    .extracting(file -> file.path())
                    .containsExactlyInAnyOrder(
                            "checkpoints/best",
                            "checkpoints/index.json",
                            "checkpoints/recent-1",
                            "checkpoints/recent-2");
            assertThat(ratchet.stores().artifacts().list(seen.artifactRoot(), ""))
                    .extracting(file -> file.path())
                    .contains("model_summary.txt");
        }
    }

    private static void train(Run run, AutologDjlOptions options, TrackedDataset train, TrackedDataset valid)
            throws Exception {
        DjlSeeds.set(run, 5);
        AutologDjl autolog = AutologDjl.of(run, options);
        try (Model model = Blobs.model();
                Trainer trainer = autolog.trainer(model, Blobs.config())) {
            trainer.initialize(Blobs.INPUT);
            autolog.fit(trainer, 4, train, valid);
        }
    }
}
