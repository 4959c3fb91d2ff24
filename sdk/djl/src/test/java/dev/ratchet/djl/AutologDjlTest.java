/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.MultiFactorTracker;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import dev.ratchet.djl.internal.track.Sha256;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/** What a training leaves in its run. */
class AutologDjlTest {

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

    @Test
    void fit_logsParamsMetricsSummaryAndData() throws Exception {
        try (Model model = Blobs.model()) {
            Run run = runs.ratchet().experiment("tests").run("whole", it -> {
                DjlSeeds.set(it, 7);
                AutologDjl autolog = AutologDjl.of(it);
                try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                    trainer.initialize(Blobs.INPUT);
                    autolog.fit(trainer, 3, train, valid);
                }
                return it;
            });

            RunRecord record = runs.record(run);
            assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(record.tags())
                    .containsEntry("mlflow.autologging", "djl")
                    .doesNotContainKey("ratchet.autolog.problem");
            params(record.params());
            for (String key : List.of("train_loss", "train_Accuracy", "validate_loss", "validate_Accuracy")) {
                assertThat(runs.steps(run, key)).as(key).containsExactly(0L, 1L, 2L);
                assertThat(runs.values(run, key)).as(key).allMatch(Double::isFinite);
            }
            assertThat(record.metrics())
                    .containsKeys("epoch_seconds", "samples_per_second", "memory/heap_megabytes", "best_epoch")
                    .doesNotContainKeys("train_SoftmaxCrossEntropyLoss", "stopped_epoch", "gradient_norm");
            assertThat(runs.values(run, "learning_rate")).allMatch(rate -> Math.abs(rate - 0.001) < 1e-9);
            assertThat(runs.values(run, "trained_epochs")).containsExactly(3.0);
            assertThat(runs.text(run, "model_summary.txt", directory))
                    .contains("BatchNorm", "RUNNING_MEAN", "parameters: 74 trainable, 0 frozen, 16 running statistics");
            assertThat(record.inputs())
                    .extracting(DatasetInput::name, DatasetInput::context, DatasetInput::digest)
                    .containsExactlyInAnyOrder(
                            tuple("blobs-train", "training", train.identity().mlflowDigest()),
                            tuple("blobs-valid", "validation", valid.identity().mlflowDigest()));
        }
    }

    private static void params(Map<String, String> params) {
        assertThat(params)
                .containsEntry("engine", "PyTorch")
                .containsEntry("engine_version", Engine.getInstance().getVersion())
                .containsEntry("djl_version", "0.35.1")
                .containsEntry("devices", "cpu()")
                .containsEntry("seed", "7")
                .containsEntry("num_threads", "1")
                .containsEntry("optimizer", "Adam")
                .containsEntry("optimizer.beta1", "0.9")
                .containsEntry("optimizer.epsilon", "1e-08")
                .containsEntry("optimizer.clipGrad", "-1.0")
                .containsEntry("optimizer.learningRateTracker", "FixedTracker")
                .containsEntry("learning_rate", "0.001")
                .containsEntry("loss", "SoftmaxCrossEntropyLoss")
                .containsEntry("loss.fromLogit", "true")
                .containsEntry("evaluators", "[Accuracy]")
                .containsEntry("batch_size", "32")
                .containsEntry("epochs", "3")
                .containsEntry("train_dataset", "TrackedDataset")
                .containsEntry("train_dataset.size", "100")
                .containsEntry(
                        "train_dataset.sampler", "BatchSampler(subSampler=RandomSampler, batchSize=32, dropLast=false)")
                .containsEntry("validate_dataset.size", "50")
                .containsEntry("parameters_trainable", "74")
                .containsEntry("parameters_running", "16");
        assertThat(params.get("initializers")).contains("WEIGHT: XavierInitializer(", "BIAS: ZEROS", "GAMMA: ONES");
        assertThat(params.keySet()).noneMatch(key -> key.contains("numUpdate"));
    }

    @Test
    void fit_logsNothingOfValidation_whenThereIsNone() throws Exception {
        try (Run run = runs.start("no validation");
                Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(run);
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 2, train, null);
            }
            assertThat(runs.record(run).metrics().keySet())
                    .contains("train_loss")
                    .noneMatch(key -> key.startsWith("validate"));
            assertThat(runs.record(run).params()).containsEntry("validate_dataset", "None");
        }
    }

    @Test
    void fit_endsNormally_whenItStopsEarly() throws Exception {
        try (Model model = Blobs.model()) {
            EarlyStoppingListener stopping = EarlyStoppingListener.builder()
                    .optEpochPatience(1)
                    .optEarlyStopPctImprovement(99)
                    .build();
            Run run = runs.ratchet().experiment("tests").run("early", it -> {
                AutologDjl autolog = AutologDjl.of(it);
                try (Trainer trainer = autolog.trainer(model, Blobs.config().addTrainingListeners(stopping))) {
                    trainer.initialize(Blobs.INPUT);
                    autolog.fit(trainer, 50, train, valid);
                }
                return it;
            });
            RunRecord record = runs.record(run);
            assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(record.tags().get("ratchet.djl.stopped"))
                    .isEqualTo("after epoch 1: failed to achieve 99.0% improvement 1 times in a row");
            assertThat(record.params())
                    .containsEntry("early_stopping.epochPatience", "1")
                    .containsEntry("epochs", "50");
            assertThat(runs.values(run, "stopped_epoch")).containsExactly(1.0);
            assertThat(runs.steps(run, "train_loss")).containsExactly(0L, 1L);
        }
    }

    @Test
    void fit_logsBatchesAndGradients_whenAsked() throws Exception {
        AutologDjlOptions options =
                AutologDjlOptions.builder().everyBatches(2).gradientNorms(true).build();
        try (Run run = runs.start("batches");
                Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(run, options);
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 2, train, valid);
                int held = trainer.getManager().getManagedArrays().size()
                        + model.getNDManager().getManagedArrays().size();
                autolog.fit(trainer, 2, train, valid);
                assertThat(trainer.getManager().getManagedArrays().size()
                                + model.getNDManager().getManagedArrays().size())
                        .as("arrays that are held after more epochs")
                        .isEqualTo(held);
            }
            assertThat(runs.steps(run, "train_all_SoftmaxCrossEntropyLoss"))
                    .containsExactly(2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L);
            assertThat(runs.values(run, "train_all_gradient_norm")).hasSize(8).allMatch(norm -> norm > 0);
            assertThat(runs.values(run, "gradient_norm")).hasSize(4).allMatch(norm -> norm > 0);
            assertThat(runs.history(run, "gradient_norm_max").get(0).value())
                    .isGreaterThanOrEqualTo(runs.values(run, "gradient_norm").get(0));
            assertThat(runs.steps(run, "train_loss")).containsExactly(0L, 1L, 2L, 3L);
        }
    }

    @Test
    void fit_logsTheRateThatWasUsed_andLeavesAStatefulScheduleAlone() throws Exception {
        List<Double> rates;
        String logged;
        try (Run run = runs.start("schedule")) {
            logged = trained(run, 5);
            rates = runs.values(run, "learning_rate");
            assertThat(runs.values(run, "validate_Accuracy").get(3)).isGreaterThan(0.8);
            assertThat(runs.record(run).params())
                    .containsEntry("optimizer", "Sgd")
                    .containsEntry("optimizer.learningRateTracker", "MultiFactorTracker")
                    .containsEntry("optimizer.learningRateTracker.steps", "[6, 12]")
                    .containsEntry("learning_rate", "0.1");
        }
        assertThat(rates).hasSize(4);
        assertThat(rates.get(0)).isCloseTo(0.1, within(1e-7));
        assertThat(rates.get(1)).isCloseTo(0.05, within(1e-7));
        assertThat(rates.get(3)).isCloseTo(0.025, within(1e-7));
        assertThat(logged).isEqualTo(trained(null, 5));
    }

    /** Trains with a stateful schedule, with a run or without; gives the digest of the parameters. */
    private String trained(@Nullable Run run, int seed) throws Exception {
        Engine.getInstance().setRandomSeed(seed);
        MultiFactorTracker schedule = MultiFactorTracker.builder()
                .setBaseValue(0.1f)
                .setSteps(new int[] {6, 12})
                .optFactor(0.5f)
                .build();
        DefaultTrainingConfig config = Blobs.config()
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(schedule).build());
        try (Model model = Blobs.model()) {
            AutologDjlOptions options = AutologDjlOptions.builder()
                    .gradientNorms(true)
                    .everyBatches(1)
                    .build();
            AutologDjl autolog = run == null ? null : AutologDjl.of(run, options);
            try (Trainer trainer = autolog == null ? model.newTrainer(config) : autolog.trainer(model, config)) {
                trainer.initialize(Blobs.INPUT);
                ArrayDataset data = Blobs.plain(trainer.getManager(), 100, 1);
                if (autolog == null) {
                    EasyTrain.fit(trainer, 4, data, valid);
                } else {
                    autolog.fit(trainer, 4, data, valid);
                }
            }
            return Sha256.of(model.getBlock());
        }
    }

    @Test
    void easyTrain_logsTheSame_withTheListenerAlone() throws Exception {
        try (Run run = runs.start("own code");
                Model model = Blobs.model()) {
            RatchetListener listener = RatchetListener.of(run).datasets(train, valid);
            try (Trainer trainer = model.newTrainer(Blobs.config().addTrainingListeners(listener))) {
                trainer.initialize(Blobs.INPUT);
                EasyTrain.fit(trainer, 2, train, valid);
            }
            run.complete();
            assertThat(runs.steps(run, "validate_Accuracy")).containsExactly(0L, 1L);
            assertThat(runs.record(run).params())
                    .containsEntry("optimizer", "Adam")
                    .containsEntry("batch_size", "32")
                    .containsEntry("train_dataset.size", "100");
            assertThat(runs.record(run).tags())
                    .containsEntry("ratchet.djl.parameters", "sha256:" + Sha256.of(model.getBlock()));
            assertThat(runs.record(run).inputs()).hasSize(2);
        }
    }

    @Test
    void listener_saysWhatItSees_whenTheDataIsNotNamed() throws Exception {
        try (Run run = runs.start("unnamed");
                Model model = Blobs.model();
                Trainer trainer = model.newTrainer(Blobs.config().addTrainingListeners(RatchetListener.of(run)))) {
            trainer.initialize(Blobs.INPUT);
            EasyTrain.fit(trainer, 1, train, null);
            assertThat(runs.record(run).params())
                    .containsEntry("batch_size", "32")
                    .containsEntry("train_dataset.size", "100")
                    .doesNotContainKey("train_dataset");
            assertThat(runs.record(run).inputs()).isEmpty();
        }
    }

    @Test
    void linkMetrics_logsTheLastValuesOfTheModel() throws Exception {
        try (Run run = runs.start("linked");
                Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(run);
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 2, train, valid);
            }
            autolog.linkMetrics(run.logModel("model", writer -> writer.flavor("test", Map.of("version", 1))));
            List<MetricPoint> points = runs.history(run, "validate_loss");
            assertThat(points).extracting(MetricPoint::step).containsExactly(0L, 1L, 1L);
            assertThat(points.get(2).value()).isEqualTo(points.get(1).value());
        }
    }

    @Test
    void fit_goesOn_whenNothingCanBeLogged() throws Exception {
        Run run = runs.start("closed");
        run.close();
        try (Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(
                    run,
                    AutologDjlOptions.builder()
                            .checkpoints(Checkpoints.every(1))
                            .build());
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 2, train, valid);
                assertThat(trainer.getTrainingResult().getEpoch()).isEqualTo(2);
            }
        }
    }

    @Test
    void fit_saysThatADataSetHasNoDigest_whenItIsLargerThanTheLimit() throws Exception {
        try (Run run = runs.start("large");
                Model model = Blobs.model()) {
            AutologDjl autolog = AutologDjl.of(
                    run, AutologDjlOptions.builder().digestLimitBytes(1000).build());
            try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
                trainer.initialize(Blobs.INPUT);
                autolog.fit(trainer, 1, Blobs.plain(trainer.getManager(), 100, 1), null);
            }
            RunRecord record = runs.record(run);
            assertThat(record.tags().get("ratchet.dataset.undigested.train"))
                    .contains("no content digest of 'train'", "TrackedDataset");
            assertThat(record.inputs())
                    .singleElement()
                    .satisfies(input -> assertThat(input.profile()).contains("djl-outline-1"));
        }
    }
}
