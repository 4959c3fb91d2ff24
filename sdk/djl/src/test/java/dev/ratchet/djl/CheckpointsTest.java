/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.training.Trainer;
import dev.ratchet.Run;
import dev.ratchet.djl.internal.track.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckpointsTest {

    @TempDir
    Path directory;

    private DjlRuns runs;
    private TrackedDataset train;
    private TrackedDataset valid;

    @BeforeEach
    void open() {
        runs = new DjlRuns(directory.resolve("store"));
        train = Blobs.tracked("blobs-train", 100, 1);
        valid = Blobs.tracked("blobs-valid", 50, 2);
    }

    @AfterEach
    void close() {
        train.close();
        valid.close();
        runs.close();
    }

    private AutologDjlOptions keeping(Checkpoints checkpoints) {
        return AutologDjlOptions.builder().checkpoints(checkpoints).build();
    }

    @Test
    void checkpoints_areBounded_andLoadAsTheyWereTrained() throws Exception {
        try (Run run = runs.start("kept");
                Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(run, keeping(Checkpoints.every(2).keeping(2)));
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 10, train, valid);
            }
            assertThat(model.getModelPath()).isNull();
            assertThat(runs.artifacts(run, "checkpoints"))
                    .containsExactlyInAnyOrder(
                            "checkpoints/best",
                            "checkpoints/index.json",
                            "checkpoints/recent-1",
                            "checkpoints/recent-2");
            // Epochs 2, 4, 6, 8 and 10: the last one is in the first place.
            Path last = directory.resolve("last");
            Files.createDirectories(last);
            runs.download(run, "checkpoints/recent-1/blobs-0000.params", last);
            assertThat(runs.text(run, "checkpoints/index.json", directory))
                    .contains("\"best\"", "\"epoch\" : 9", "\"epoch\" : 7", "validate_loss");
            try (Model loaded = Blobs.model()) {
                loaded.load(last, "blobs");
                assertThat(loaded.getProperty("Epoch")).isEqualTo("10");
                assertThat(loaded.getProperty("ratchet.run")).isEqualTo(run.id());
                assertThat(Sha256.of(loaded.getBlock())).isEqualTo(Sha256.of(model.getBlock()));
            }
        }
    }

    @Test
    void restoringBest_givesTheNetworkItsBestParametersBack() throws Exception {
        try (Run run = runs.start("restored");
                Model model = Blobs.model()) {
            // The highest loss is "best", so that it is surely not the last epoch's.
            Checkpoints worst = Checkpoints.best()
                    .bestBy("train_loss", Checkpoints.Goal.HIGHEST)
                    .restoringBest();
            AutologDjl autolog = AutologDjl.of(run, keeping(worst));
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 6, train, valid);
            }
            int best = runs.values(run, "best_epoch").get(0).intValue();
            List<Double> losses = runs.values(run, "train_loss");
            assertThat(best).isLessThan(5);
            assertThat(runs.steps(run, "train_loss")).endsWith(5L, 6L);
            assertThat(losses.get(6)).isEqualTo(losses.get(best));
            assertThat(runs.values(run, "restored_epoch")).containsExactly((double) best);
            Path into = directory.resolve("best");
            Files.createDirectories(into);
            runs.download(run, "checkpoints/best/blobs-0000.params", into);
            try (Model loaded = Blobs.model()) {
                loaded.load(into, "blobs");
                assertThat(Sha256.of(model.getBlock())).isEqualTo(Sha256.of(loaded.getBlock()));
                assertThat(runs.record(run).tags())
                        .containsEntry("ratchet.djl.parameters", "sha256:" + Sha256.of(loaded.getBlock()));
            }
        }
    }

    @Test
    void best_isSaidToBeUnknown_whenThereIsNoSuchMetric() throws Exception {
        try (Run run = runs.start("misspelt");
                Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(
                    run, keeping(Checkpoints.best().bestBy("validate_accuracy", Checkpoints.Goal.HIGHEST)));
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 1, train, valid);
            }
            assertThat(runs.record(run).tags().get("ratchet.autolog.problem"))
                    .contains("there is no 'validate_accuracy'", "validate_Accuracy");
        }
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> Checkpoints.every(0)).hasMessageContaining("Checkpoints.best()");
        assertThatThrownBy(() -> Checkpoints.every(2).keeping(0)).hasMessageContaining("keep must be at least 1");
        assertThatThrownBy(() -> AutologDjlOptions.builder().everyBatches(-1).build())
                .hasMessageContaining("everyBatches < 0: -1");
        assertThatThrownBy(
                        () -> AutologDjlOptions.builder().digestLimitBytes(-1).build())
                .hasMessageContaining("digestLimitBytes < 0");
        assertThat(AutologDjlOptions.builder().everyBatches(3).checkpoints(Checkpoints.best()).build().toBuilder()
                        .gradientNorms(true)
                        .build())
                .extracting(
                        AutologDjlOptions::everyBatches,
                        options -> options.checkpoints().keep())
                .containsExactly(3, 1);
    }
}
