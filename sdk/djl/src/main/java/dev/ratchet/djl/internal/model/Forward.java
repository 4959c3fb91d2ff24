/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.ratchet.RatchetException;

import java.util.List;

/**
 * Runs a block on rows of floats. Safe for use by several threads: parameters are only read, and all else belongs to a
 * manager of the call's own, whose native memory is let go at its end.
 *
 * @param blocks one after the other; the first gets the rows in their shape
 * @param row the shape of a row
 * @param type what the first block takes
 */
public record Forward(List<Block> blocks, Shape row, DataType type) {

    /** Copies the list. */
    public Forward {
        blocks = List.copyOf(blocks);
    }

    /** How many values a row has. */
    public int width() {
        return Math.toIntExact(row.size());
    }

    /** The outputs, one array for each row. */
    public float[][] rows(NDManager parent, float[] values) {
        int rows = values.length / width();
        if (rows == 0) {
            return new float[0][];
        }
        try (NDManager manager = parent.newSubManager()) {
            NDList arrays = new NDList(
                    manager.create(values, new Shape(rows).addAll(row)).toType(type, false));
            ParameterStore parameters = new ParameterStore(manager, false);
            for (Block block : blocks) {
                arrays = block.forward(parameters, arrays, false);
            }
            return split(arrays, rows);
        }
    }

    private static float[][] split(NDList arrays, int rows) {
        if (arrays.size() != 1) {
            throw new RatchetException("The block gives " + arrays.size()
                    + " arrays, but rows are scored by blocks that give one. Select one in the block.");
        }
        NDArray output = arrays.get(0).toType(DataType.FLOAT32, false);
        Shape shape = output.getShape();
        if (shape.dimension() == 0 || shape.get(0) != rows) {
            throw new RatchetException("The block gives an array of shape " + shape + " for " + rows
                    + " rows, but its first axis must be the rows.");
        }
        float[] flat = output.toFloatArray();
        int width = flat.length / rows;
        float[][] scores = new float[rows][width];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(flat, i * width, scores[i], 0, width);
        }
        return scores;
    }
}
