/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.Embedding;
import dev.ratchet.djl.block.BlockDescription.Identity;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.Reshape;
import dev.ratchet.djl.block.BlockDescription.Sequential;
import dev.ratchet.onnx.OnnxCheck;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Runs a block as the original of a check. Blocks that begin with an embedding get whole numbers, as it takes no others.
 *
 * @param block the block
 * @param row the shape of a row
 * @param numbers how many whole numbers it takes, 0 where it takes floats
 */
record BlockScores(Block block, Shape row, int numbers) implements OnnxCheck.Original {

    static BlockScores of(Block block, BlockDescription description, Shape row) {
        return new BlockScores(block, row, embedding(description).orElse(0));
    }

    private static OptionalInt embedding(BlockDescription description) {
        if (description instanceof Embedding embedding) {
            return OptionalInt.of(embedding.rows());
        }
        if (description instanceof Parallel) {
            return description.children().stream()
                    .flatMapToInt(child -> embedding(child).stream())
                    .min();
        }
        if (description instanceof Sequential) {
            return description.children().stream()
                    .filter(child -> !(child instanceof Reshape || child instanceof Identity))
                    .findFirst()
                    .map(BlockScores::embedding)
                    .orElse(OptionalInt.empty());
        }
        return OptionalInt.empty();
    }

    /** Rows that the block takes, before the given means are taken off and the deviations divided by. */
    OnnxCheck.Rows rows(float[] mean, float[] std) {
        int width = Math.toIntExact(row.size());
        return (random, count) -> {
            float[] values = new float[count * width];
            IntStream.range(0, values.length).forEach(i -> {
                float value = numbers > 0 ? random.nextInt(numbers) : (float) random.nextGaussian();
                values[i] = value * at(std, i % width) + at(mean, i % width);
            });
            return values;
        };
    }

    static float at(float[] values, int column) {
        return values[values.length == 1 ? 0 : column];
    }

    @Override
    public float[][] score(float[] rows, int count) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray floats = manager.create(rows, new Shape(count).addAll(row));
            NDArray input = numbers > 0 ? floats.toType(DataType.INT64, false) : floats;
            NDArray output = block.forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow();
            float[] all = output.toType(DataType.FLOAT32, false).toFloatArray();
            float[][] scores = new float[count][all.length / count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(all, i * scores[i].length, scores[i], 0, scores[i].length);
            }
            return scores;
        }
    }
}
