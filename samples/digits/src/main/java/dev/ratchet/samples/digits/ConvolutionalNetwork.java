/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.samples.digits;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import dev.ratchet.LoggedModel;
import dev.ratchet.Run;
import dev.ratchet.data.split.DataSplit;
import dev.ratchet.djl.AutologDjl;
import dev.ratchet.djl.Blocks;
import dev.ratchet.djl.DjlModel;
import dev.ratchet.djl.DjlSeeds;
import dev.ratchet.djl.Outputs;
import dev.ratchet.djl.TrackedDataset;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** A small network by Deep Java Library: two convolutions over the 8 x 8 dots. */
final class ConvolutionalNetwork {

    private static final int EPOCHS = 30;
    private static final int BATCH = 32;
    private static final int SIDE = 8;
    private static final Shape IMAGE = new Shape(1, SIDE, SIDE);

    private ConvolutionalNetwork() {}

    static LoggedModel train(Run run, DataSplit split) throws IOException, TranslateException {
        // Sums in another order differ in their last bits, so the number of threads is part of what can be repeated.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        DjlSeeds.set(run, Digits.SEED);
        try (TrackedDataset train = TrackedDataset.builder(split.train(), Digits.DIGIT)
                        .setSampling(BATCH, true)
                        .optShape(IMAGE)
                        .build();
                TrackedDataset validation =
                        train.like(split.validation()).setSampling(BATCH, false).build();
                Model model = Model.newInstance(Digits.MODEL)) {
            model.setBlock(network());
            AutologDjl autolog = AutologDjl.of(run);
            try (Trainer trainer = autolog.trainer(model, config())) {
                trainer.initialize(new Shape(1).addAll(IMAGE));
                autolog.fit(trainer, EPOCHS, train, validation);
            }
            LoggedModel logged = run.logModel(
                    "model",
                    DjlModel.builder(model)
                            .outputs(Outputs.PROBABILITIES)
                            .inputExample(train.firstRows())
                            .classes(IntStream.range(0, Digits.CLASSES)
                                    .mapToObj(String::valueOf)
                                    .toList())
                            .withOnnx()
                            .build());
            autolog.linkMetrics(logged);
            return logged;
        }
    }

    /** Dots have 0 to 16 of ink; the first normalisation brings them to a common size. */
    private static Block network() {
        return new SequentialBlock()
                .add(BatchNorm.builder().build())
                .addAll(convolution(32))
                .addAll(convolution(64))
                .add(Blocks.maxPool2d(new Shape(2, 2)))
                .add(Blocks.flatten())
                .add(Dropout.builder().optRate(0.3f).build())
                .add(Linear.builder().setUnits(128).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(Digits.CLASSES).build());
    }

    private static List<Block> convolution(int filters) {
        return List.of(
                Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .optPadding(new Shape(1, 1))
                        .setFilters(filters)
                        .build(),
                BatchNorm.builder().build(),
                Activation.reluBlock());
    }

    private static DefaultTrainingConfig config() {
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(0.001f))
                        .build())
                .addEvaluator(new Accuracy())
                .addTrainingListeners(TrainingListener.Defaults.basic());
    }
}
