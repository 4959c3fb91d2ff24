/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import dev.ratchet.djl.block.DescribedBlock;
import dev.ratchet.onnx.OnnxGraph;

/** Reads the parameters of a layer as 32-bit floats and makes constants of them. */
final class LayerParameters {

    private final DescribedBlock layer;
    private final OnnxGraph graph;

    LayerParameters(DescribedBlock layer, OnnxGraph graph) {
        this.layer = layer;
        this.graph = graph;
    }

    /** A parameter as a constant in its own shape. */
    String constant(String name) {
        return graph.floats(label(name), values(name), shape(name));
    }

    /** A matrix as a constant with its rows and columns exchanged. */
    String transposed(String name) {
        float[] values = values(name);
        int rows = (int) shape(name)[0];
        int columns = (int) shape(name)[1];
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = values[row * columns + column];
            }
        }
        return graph.floats(label(name), turned, columns, rows);
    }

    float[] values(String name) {
        NDArray array = array(name);
        if (array.getDataType() == DataType.FLOAT32) {
            return array.toFloatArray();
        }
        try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
            return floats.toFloatArray();
        }
    }

    long[] shape(String name) {
        return array(name).getShape().getShape();
    }

    String label(String name) {
        return layer.path().isEmpty() ? name : layer.path() + "/" + name;
    }

    private NDArray array(String name) {
        if (!layer.block().getDirectParameters().contains(name)) {
            throw new IllegalArgumentException("it has no parameter '" + name + "' but "
                    + layer.block().getDirectParameters().keys());
        }
        Parameter parameter = layer.block().getDirectParameters().get(name);
        if (!parameter.isInitialized()) {
            throw new IllegalArgumentException("its parameter '" + name + "' is not initialised");
        }
        return parameter.getArray();
    }
}
