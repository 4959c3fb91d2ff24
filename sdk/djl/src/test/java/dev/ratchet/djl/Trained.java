/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.NormalInitializer;
import dev.ratchet.model.FloatRows;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelPackageWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models with parameters, as training would leave them, and what their blocks give. */
final class Trained {

    private Trained() {}

    static Model model(Block block, Shape row) {
        Model model = Model.newInstance("digits", "PyTorch");
        model.setBlock(block);
        block.setInitializer(
                new NormalInitializer(0.5f), parameter -> parameter.getType() != Parameter.Type.RUNNING_VAR);
        block.setInitializer(new ConstantInitializer(0.7f), Parameter.Type.RUNNING_VAR);
        // PyTorch computes recurrent layers in another order while gradients are wanted.
        block.freezeParameters(true);
        block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1).addAll(row));
        return model;
    }

    /** A small convolutional network on images of 8 x 8, with ten logits. */
    static Model network() {
        Block block = new SequentialBlock()
                .add(Blocks.reshape(1, 8, 8))
                .add(Conv2d.builder()
                        .setFilters(4)
                        .setKernelShape(new Shape(3, 3))
                        .build())
                .add(BatchNorm.builder().build())
                .add(Activation.reluBlock())
                .add(Blocks.maxPool2d(new Shape(2, 2)))
                .add(Blocks.flatten())
                .add(Linear.builder().setUnits(10).build());
        return model(block, new Shape(64));
    }

    static Model linear(long units) {
        return model(Linear.builder().setUnits(units).build(), new Shape(6));
    }

    static ModelPackage write(DjlModel model, Path directory) throws IOException {
        ModelPackageWriter writer = new ModelPackageWriter(Files.createDirectories(directory));
        model.writeTo(writer);
        return writer.finish();
    }

    /** Rows of small whole numbers, which every layer takes. */
    static FloatRows rows(int rows, int width) {
        float[] values = new float[rows * width];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 5 + i / 3) % 7;
        }
        for (int i = 0; i < width; i++) {
            names.add("f" + i);
        }
        return FloatRows.of(names, values);
    }

    /** What the block of a model gives for rows. */
    static float[][] forward(Model model, Shape row, FloatRows rows) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray input = manager.create(rows.values(), new Shape(rows.rowCount()).addAll(row));
            NDArray output = model.getBlock()
                    .forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow()
                    .reshape(rows.rowCount(), -1);
            float[] flat = output.toFloatArray();
            float[][] scores = new float[rows.rowCount()][flat.length / rows.rowCount()];
            for (int i = 0; i < flat.length; i++) {
                scores[i / scores[0].length][i % scores[0].length] = flat[i];
            }
            return scores;
        }
    }
}
