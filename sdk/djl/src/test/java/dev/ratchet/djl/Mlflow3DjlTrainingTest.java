/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.training.Trainer;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.translate.Pipeline;
import ai.djl.translate.Transform;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.TrackingStore;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A training that was delivered to a real server and read back from it: all that docs/djl.md lists, beside a run of
 * Python's with the same names.
 */
class Mlflow3DjlTrainingTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    /** What a run has as params, whatever the settings of optimizer, schedule, loss and early stopping are. */
    private static final List<String> PARAMS = List.of(
            "engine",
            "engine_version",
            "djl_version",
            "devices",
            "num_threads",
            "seed",
            "optimizer",
            "optimizer.beta1",
            "optimizer.beta2",
            "optimizer.epsilon",
            "optimizer.learningRateTracker",
            "optimizer.learningRateTracker.value",
            "learning_rate",
            "loss",
            "loss.fromLogit",
            "evaluators",
            "initializers",
            "early_stopping.epochPatience",
            "batch_size",
            "epochs",
            "train_dataset",
            "train_dataset.size",
            "train_dataset.sampler",
            "train_dataset.transforms",
            "validate_dataset",
            "validate_dataset.size",
            "validate_dataset.sampler",
            "parameters_trainable",
            "parameters_frozen",
            "parameters_running");

    /** The metrics with a value for each epoch. */
    private static final List<String> CURVES = List.of(
            "train_loss",
            "train_Accuracy",
            "validate_loss",
            "validate_Accuracy",
            "learning_rate",
            "epoch_seconds",
            "samples_per_second",
            "memory/heap_megabytes",
            "gradient_norm",
            "gradient_norm_max");

    /** Logs metrics as a training loop in Python does: a value for each epoch, counted from 0. */
    private static final String PYTHON_RUN = """
            import sys
            import mlflow
            experiment, epochs, keys = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
            with mlflow.start_run(experiment_id=experiment) as run:
                for epoch in range(epochs):
                    mlflow.log_metrics({key: 1 / (epoch + 1) for key in keys}, step=epoch)
            print("run", run.info.run_id)
            """;

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
    void training_isOnTheServer_withAllThatIsPromised_andLiesOnTheCurvesOfPython() throws Exception {
        AutologDjlOptions options = AutologDjlOptions.builder()
                .everyBatches(2)
                .gradientNorms(true)
                .checkpoints(Checkpoints.every(1).keeping(2))
                .build();
        String id;
        try (Ratchet ratchet = open();
                TrackedDataset train = transformed("blobs-train", 100, 1);
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
            paramsAndTags(seen);
            assertThat(seen.metrics())
                    .containsKeys(CURVES.toArray(String[]::new))
                    .containsKeys("trained_epochs", "best_epoch", "stopped_epoch")
                    .containsKeys("train_all_SoftmaxCrossEntropyLoss", "train_all_Accuracy", "train_all_gradient_norm");
            if (Files.exists(Path.of("/proc/self/status"))) {
                assertThat(seen.metrics()).containsKey("memory/process_megabytes");
            }
            assertThat(steps(server, id, "train_all_Accuracy")).containsExactly(2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L);
            assertThat(seen.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context)
                    .containsExactlyInAnyOrder(tuple("blobs-train", "training"), tuple("blobs-valid", "validation"));
            artifacts(ratchet, seen);
            overlays(server, id, python(seen.experimentId(), 4));
        }
    }

    private static void paramsAndTags(RunRecord seen) {
        assertThat(seen.params())
                .containsKeys(PARAMS.toArray(String[]::new))
                .containsEntry("optimizer", "Adam")
                .containsEntry("engine", "PyTorch")
                .containsEntry("epochs", "20")
                .containsEntry("seed", "5");
        assertThat(seen.params().get("train_dataset.transforms")).contains("Unchanged");
        assertThat(seen.tags())
                .containsEntry("mlflow.autologging", "djl")
                .containsKey("ratchet.djl.parameters")
                .doesNotContainKeys("ratchet.autolog.problem", "ratchet.djl.diverged", "ratchet.djl.ended");
        assertThat(seen.tags().get("ratchet.djl.stopped")).startsWith("after epoch 3: ");
    }

    private static void artifacts(Ratchet ratchet, RunRecord seen) {
        assertThat(ratchet.stores().artifacts().list(seen.artifactRoot(), "checkpoints"))
                .extracting(ArtifactRecord::path)
                .containsExactlyInAnyOrder(
                        "checkpoints/best", "checkpoints/index.json", "checkpoints/recent-1", "checkpoints/recent-2");
        assertThat(ratchet.stores().artifacts().list(seen.artifactRoot(), ""))
                .extracting(ArtifactRecord::path)
                .contains("model_summary.txt");
    }

    /** A run of the server's own Python, in the same experiment, under the same names. */
    private static String python(String experiment, int epochs) {
        List<String> arguments = new ArrayList<>(List.of(experiment, String.valueOf(epochs)));
        arguments.addAll(CURVES);
        return MLFLOW.runPython(PYTHON_RUN, arguments.toArray(String[]::new))
                .lines()
                .filter(line -> line.startsWith("run "))
                .findFirst()
                .orElseThrow()
                .substring("run ".length())
                .strip();
    }

    /** Both runs have a point at each step, so that a chart of a metric draws both over the same axis. */
    private static void overlays(TrackingStore server, String java, String python) {
        assertThat(server.run(java).experimentId()).isEqualTo(server.run(python).experimentId());
        assertThat(server.run(java).metrics().keySet())
                .containsAll(server.run(python).metrics().keySet());
        for (String key : CURVES) {
            assertThat(steps(server, java, key))
                    .as(key)
                    .containsExactly(0L, 1L, 2L, 3L)
                    .isEqualTo(steps(server, python, key));
        }
    }

    private static List<Long> steps(TrackingStore server, String run, String key) {
        return server.metricHistory(run, key).stream().map(MetricPoint::step).toList();
    }

    private static final class Unchanged implements Transform {
        @Override
        public NDArray transform(NDArray array) {
            return array;
        }
    }

    private static TrackedDataset transformed(String name, int count, long seed) {
        return TrackedDataset.builder(Blobs.rows(name, count, seed))
                .setSampling(32, true)
                .optPipeline(new Pipeline(new Unchanged()))
                .build();
    }

    /** Of 20 epochs four, as no epoch is better by 99 %. */
    private static void train(Run run, AutologDjlOptions options, TrackedDataset train, TrackedDataset valid)
            throws Exception {
        DjlSeeds.set(run, 5);
        AutologDjl autolog = AutologDjl.of(run, options);
        EarlyStoppingListener stopping = EarlyStoppingListener.builder()
                .optEpochPatience(3)
                .optEarlyStopPctImprovement(99)
                .build();
        try (Model model = Blobs.model();
                Trainer trainer = autolog.trainer(model, Blobs.config().addTrainingListeners(stopping))) {
            trainer.initialize(Blobs.INPUT);
            autolog.fit(trainer, 20, train, valid);
        }
    }
}
