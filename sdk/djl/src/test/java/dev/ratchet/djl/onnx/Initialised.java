/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.NormalInitializer;

/** Models whose parameters are random numbers, all of them, so that a mistake in any would be seen. */
final class Initialised {

    private Initialised() {}

    static Model model(String name, Block block, Shape row) {
        Engine.getEngine("PyTorch").setRandomSeed(11);
        Model model = Model.newInstance(name);
        block.setInitializer(new NormalInitializer(0.5f), parameter -> true);
        block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1).addAll(row));
        block.getParameters().values().forEach(Initialised::makeUsable);
        model.setBlock(block);
        return model;
    }

    private static void makeUsable(Parameter parameter) {
        if (parameter.getType() == Parameter.Type.RUNNING_VAR) {
            NDArray array = parameter.getArray();
            array.set(array.abs().add(0.5f).toFloatArray());
        }
    }
}
