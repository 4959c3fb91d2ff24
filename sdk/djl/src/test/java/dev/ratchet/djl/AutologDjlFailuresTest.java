/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.DivergenceCheckTrainingListener;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.EpochTrainingListener;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.ratchet.RatchetException;
import dev.ratchet.Run;
import dev.ratchet.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Trainings that go wrong: the run says so, and keeps what was logged before. */
class AutologDjlFailuresTest {

    @TempDir
    Path directory;

    private DjlRuns runs;
    private TrackedDataset train;
    private Run run;
    private Model model;

    @BeforeEach
    void open() {
        runs = new DjlRuns(directory.resolve("store"));
        train = Blobs.tracked("blobs-train", 100, 1);
        run = runs.start("failure");
        model = Blobs.model();
    }

    @AfterEach
    void close() {
        model.close();
        run.close();
        train.close();
        runs.close();
    }

    /** A loss that is a number for so many batches only. */
    private static final class BreakingLoss extends Loss {

        private final Loss inner = new SoftmaxCrossEntropyLoss();
        private final AtomicInteger left;

        BreakingLoss(int batches) {
            super("BreakingLoss");
            left = new AtomicInteger(2 * batches); // asked once for the gradient, once for the value
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            NDArray value = inner.evaluate(labels, predictions);
            return left.getAndDecrement() > 0 ? value : value.mul(Float.NaN);
        }
    }

    @Test
    void fit_failsTheRunAndKeepsTheEpochsBefore_whenTheLossIsNoNumber() throws Exception {
        AutologDjl autolog = AutologDjl.of(run);
        try (Trainer trainer = autolog.trainer(model, Blobs.config(new BreakingLoss(6)))) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> autolog.fit(trainer, 5, train, null))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("NaN");
        }
        run.close();
        assertThat(runs.record(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.record(run).tags())
                .containsEntry("ratchet.djl.diverged", "the loss is not a number since epoch 1, batch 2");
        assertThat(runs.record(run).tags().get("ratchet.error"))
                .startsWith("TrainingDivergedException: The Loss became NaN");
        assertThat(runs.steps(run, "train_loss")).containsExactly(0L);
        assertThat(runs.values(run, "train_loss")).allMatch(Double::isFinite);
    }

    @Test
    void fit_refusesALossThatIsNoNumber_withoutDjlsDivergenceListener() throws Exception {
        DefaultTrainingConfig config = new DefaultTrainingConfig(new BreakingLoss(6))
                .addTrainingListeners(new EpochTrainingListener(), new EvaluatorTrainingListener());
        AutologDjl autolog = AutologDjl.of(run);
        try (Trainer trainer = autolog.trainer(model, config)) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> autolog.fit(trainer, 2, train, null))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("last epoch is not a number");
        }
        run.close();
        assertThat(runs.record(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.steps(run, "train_loss")).containsExactly(0L, 1L);
    }

    @Test
    void fit_refusesALossThatIsNoNumber_whenTheBestParametersAreRestored() throws Exception {
        DefaultTrainingConfig config = new DefaultTrainingConfig(new BreakingLoss(6))
                .addTrainingListeners(new EpochTrainingListener(), new EvaluatorTrainingListener());
        AutologDjlOptions options = AutologDjlOptions.builder()
                .checkpoints(Checkpoints.best().restoringBest())
                .build();
        AutologDjl autolog = AutologDjl.of(run, options);
        try (Trainer trainer = autolog.trainer(model, config)) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> autolog.fit(trainer, 2, train, null))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("last epoch is not a number");
        }
        run.close();
        assertThat(runs.record(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.values(run, "restored_epoch")).containsExactly(0.0);
    }

    @Test
    void fit_keepsTheValuesOfAnEpoch_whenTheMemoryOfADeviceCannotBeRead() throws Exception {
        TrainingFollower follower = new TrainingFollower(run, AutologDjlOptions.defaults(), devices -> {
            throw new NoClassDefFoundError("no CUDA here");
        });
        DefaultTrainingConfig config = Blobs.config().addTrainingListeners(new RatchetListener(follower));
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(Blobs.INPUT);
            EasyTrain.fit(trainer, 2, train, null);
        }
        for (String key : new String[] {"train_loss", "learning_rate", "epoch_seconds", "memory/heap_megabytes"}) {
            assertThat(runs.steps(run, key)).as(key).containsExactly(0L, 1L);
        }
        assertThat(runs.record(run).tags().get("ratchet.autolog.problem"))
                .isEqualTo("the memory of the devices is not logged: no CUDA here");
    }

    @Test
    void listener_isRefused_whenItCannotRestoreTheBestParameters() {
        AutologDjlOptions options = AutologDjlOptions.builder()
                .checkpoints(Checkpoints.best().restoringBest())
                .build();
        assertThatThrownBy(() -> RatchetListener.of(run, options))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("restoringBest() needs AutologDjl.fit")
                .hasMessageContaining("load checkpoints/best");
    }

    @Test
    void listener_saysThatTheLossIsNoNumber_behindDjlsDivergenceListener() throws Exception {
        DefaultTrainingConfig config = Blobs.config(new BreakingLoss(4)).addTrainingListeners(RatchetListener.of(run));
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> EasyTrain.fit(trainer, 5, train, null))
                    .isInstanceOf(TrainingDivergedException.class);
        }
        assertThat(runs.record(run).tags().get("ratchet.djl.diverged")).contains("since epoch 1");
    }

    @Test
    void fit_failsTheRunAndGoesOnWithTheException_whenTheCallersCodeThrows() throws Exception {
        AutologDjl autolog = AutologDjl.of(run);
        DefaultTrainingConfig config = Blobs.config().addTrainingListeners(new TrainingListenerAdapter() {
            private int batches;

            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                if (++batches == 7) {
                    throw new IllegalStateException("the caller's own mistake");
                }
            }
        });
        try (Trainer trainer = autolog.trainer(model, config)) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> autolog.fit(trainer, 5, train, null)).hasMessage("the caller's own mistake");
        }
        run.close();
        assertThat(runs.record(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.record(run).tags())
                .containsEntry("ratchet.error", "IllegalStateException: the caller's own mistake")
                .containsEntry("ratchet.djl.ended", "in epoch 1, after 3 batches: that epoch's values are not logged");
        assertThat(runs.steps(run, "train_loss")).containsExactly(0L);
    }

    @Test
    void listener_saysWhereTheTrainingEnded_whenTheTrainerIsClosedEarly() throws Exception {
        DefaultTrainingConfig config = Blobs.config().addTrainingListeners(RatchetListener.of(run));
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(Blobs.INPUT);
            EasyTrain.fit(trainer, 1, train, null);
            for (Batch batch : trainer.iterateDataset(train)) {
                EasyTrain.trainBatch(trainer, batch);
                trainer.step();
                batch.close();
                break;
            }
        }
        run.close();
        assertThat(runs.record(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.record(run).tags().get("ratchet.djl.ended")).startsWith("in epoch 1, after 1 batches");
        assertThat(runs.values(run, "trained_epochs")).containsExactly(1.0);
    }

    @Test
    void fit_isRefused_whenTheTrainerIsClosed() {
        AutologDjl autolog = AutologDjl.of(run);
        Trainer trainer = autolog.trainer(model, Blobs.config());
        trainer.initialize(Blobs.INPUT);
        trainer.close();
        assertThatThrownBy(() -> autolog.fit(trainer, 1, train, null))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining("The trainer is closed");
        run.close();
        assertThat(runs.record(run).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void fit_isRefused_whenTheBlockIsNotInitialized() {
        AutologDjl autolog = AutologDjl.of(run);
        try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
            assertThatThrownBy(() -> autolog.fit(trainer, 1, train, null))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("block of model 'blobs' is not initialized")
                    .hasMessageContaining("trainer.initialize(new Shape(...))");
        }
    }

    @Test
    void fit_isRefused_whenItIsAskedForNoEpochs() {
        AutologDjl autolog = AutologDjl.of(run);
        try (Trainer trainer = autolog.trainer(model, Blobs.config())) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> autolog.fit(trainer, 0, train, null)).hasMessageContaining("epochs < 1: 0");
        }
    }

    @Test
    void fit_isRefused_whenTheTrainerIsAnothers() {
        try (Trainer trainer = model.newTrainer(Blobs.config())) {
            trainer.initialize(Blobs.INPUT);
            assertThatThrownBy(() -> AutologDjl.of(run).fit(trainer, 1, train, null))
                    .hasMessageContaining("does not log to this run")
                    .hasMessageContaining("autolog.trainer(model, config)");
        }
    }

    @Test
    void trainer_isRefused_whenTheModelHasNoBlock() {
        try (Model empty = Model.newInstance("empty")) {
            assertThatThrownBy(() -> AutologDjl.of(run).trainer(empty, Blobs.config()))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContaining("Model 'empty' has no block")
                    .hasMessageContaining("model.setBlock");
        }
    }

    @Test
    void listener_isRefused_whereItWouldSeeAnotherEpoch() {
        TrainingListener stopping =
                EarlyStoppingListener.builder().optEpochPatience(3).build();
        refused(
                "stands before EvaluatorTrainingListener",
                RatchetListener.of(run),
                new EpochTrainingListener(),
                new EvaluatorTrainingListener());
        refused(
                "stands after EarlyStoppingListener",
                new EvaluatorTrainingListener(),
                stopping,
                RatchetListener.of(run));
        refused("has no EvaluatorTrainingListener", RatchetListener.of(run), new DivergenceCheckTrainingListener());
        refused("comes twice", new EvaluatorTrainingListener(), RatchetListener.of(run), RatchetListener.of(run));
    }

    private void refused(String words, TrainingListener... listeners) {
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).addEvaluator(new Accuracy());
        config.addTrainingListeners(listeners);
        assertThatThrownBy(() -> model.newTrainer(config))
                .isInstanceOf(RatchetException.class)
                .hasMessageContaining(words);
    }

    @Test
    void trainer_findsTheRightPlace_andRefusesWhereThereIsNone() {
        TrainingListener stopping =
                EarlyStoppingListener.builder().optEpochPatience(3).build();
        DefaultTrainingConfig right = Blobs.config().addTrainingListeners(stopping);
        assertThat(AutologDjl.of(run).config(right).getTrainingListeners())
                .extracting(listener -> listener.getClass().getSimpleName())
                .containsExactly(
                        "EpochTrainingListener",
                        "EvaluatorTrainingListener",
                        "RatchetListener",
                        "DivergenceCheckTrainingListener",
                        "EarlyStoppingListener");
        DefaultTrainingConfig wrong = new DefaultTrainingConfig(Loss.l2Loss())
                .addTrainingListeners(stopping, new EvaluatorTrainingListener());
        assertThatThrownBy(() -> AutologDjl.of(run).trainer(model, wrong))
                .hasMessageContaining("EarlyStoppingListener stands before")
                .hasMessageContaining("The order is: TrainingListener.Defaults.basic()");
    }

    @Test
    void listener_isRefused_forASecondTrainer() {
        RatchetListener listener = RatchetListener.of(run);
        model.newTrainer(Blobs.config().addTrainingListeners(listener)).close();
        assertThatThrownBy(() -> model.newTrainer(Blobs.config().addTrainingListeners(listener)))
                .hasMessageContaining("follows one trainer");
    }
}
