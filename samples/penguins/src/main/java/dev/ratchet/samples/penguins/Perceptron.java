/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.penguins;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.djl.AutologDjl;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.DjlSeeds;
import dev.ratchet.djl.TrackedDataset;

import java.io.IOException;

/** Two hidden layers over the columns of a table, and a number out. */
final class Perceptron {

    private static final int EPOCHS = 100;
    private static final int BATCH = 16;
    private static final int UNITS = 32;

    private Perceptron() {}

    static LoggedModel train(Run run, DataSplit split) throws IOException, TranslateException {
        // Sums in another order differ in their last bits, so the number of threads is part of what can be repeated.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        DjlSeeds.set(run, Penguins.SEED);
        try (TrackedDataset train = TrackedDataset.builder(split.train(), Penguins.MASS)
                        .setSampling(BATCH, true)
                        .build();
                TrackedDataset validation =
                        train.like(split.validation()).setSampling(BATCH, false).build();
                Model model = Model.newInstance(Penguins.MODEL)) {
            model.setBlock(network());
            AutologDjl autolog = AutologDjl.of(run);
            try (Trainer trainer = autolog.trainer(model, config())) {
                trainer.initialize(new Shape(1, train.featureNames().size()));
                autolog.fit(trainer, EPOCHS, train, validation);
            }
            LoggedModel logged = run.logModel(
                    "model", DjlModel.builder(model).dataset(train).withOnnx().build());
            autolog.linkMetrics(logged);
            return logged;
        }
    }

    /** The first normalisation brings millimetres and zeros and ones to a common size. */
    private static Block network() {
        return new SequentialBlock()
                .add(BatchNorm.builder().build())
                .add(Linear.builder().setUnits(UNITS).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(UNITS).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(1).build());
    }

    private static DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.003f))
                        .build())
                .addTrainingListeners(TrainingListener.Defaults.basic());
    }
}
