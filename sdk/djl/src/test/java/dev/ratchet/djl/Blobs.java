/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import dev.ratchet.dataset.FloatDataset;
import dev.ratchet.model.FloatRows;

import java.util.List;
import java.util.Random;

/** Two clouds of points that a small network tells apart. */
final class Blobs {

    static final int FEATURES = 4;
    static final Shape INPUT = new Shape(1, FEATURES);
    static final List<String> NAMES = List.of("a", "b", "c", "d");

    private Blobs() {}

    static FloatDataset rows(String name, int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * FEATURES];
        float[] labels = new float[count];
        for (int row = 0; row < count; row++) {
            labels[row] = row % 2;
            for (int i = 0; i < FEATURES; i++) {
                values[row * FEATURES + i] = (float) (random.nextGaussian() + (row % 2 == 0 ? -0.7 : 0.7));
            }
        }
        return FloatDataset.builder(name, FloatRows.of(NAMES, values))
                .labels(labels)
                .build();
    }

    static TrackedDataset tracked(String name, int count, long seed) {
        return TrackedDataset.builder(rows(name, count, seed))
                .setSampling(32, true)
                .build();
    }

    /** A data set that Ratchet knows nothing of. */
    static ArrayDataset plain(NDManager manager, int count, long seed) {
        FloatDataset rows = rows("plain", count, seed);
        NDArray data = manager.create(rows.rows().values(), new Shape(count, FEATURES));
        NDArray labels = manager.create(rows.labels().orElseThrow());
        return new ArrayDataset.Builder()
                .setData(data)
                .optLabels(labels)
                .setSampling(32, true)
                .build();
    }

    static Block block() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(8).build())
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(Dropout.builder().optRate(0.2f).build())
                .add(Linear.builder().setUnits(2).build());
    }

    static Model model() {
        Model model = Model.newInstance("blobs");
        model.setBlock(block());
        return model;
    }

    static DefaultTrainingConfig config() {
        return config(Loss.softmaxCrossEntropyLoss());
    }

    static DefaultTrainingConfig config(Loss loss) {
        return new DefaultTrainingConfig(loss)
                .addEvaluator(new Accuracy())
                .addTrainingListeners(TrainingListener.Defaults.basic());
    }
}
