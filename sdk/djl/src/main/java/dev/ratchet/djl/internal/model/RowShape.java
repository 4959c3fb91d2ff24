/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.Dropout;
import dev.ratchet.djl.block.BlockDescription.Embedding;
import dev.ratchet.djl.block.BlockDescription.Flatten;
import dev.ratchet.djl.block.BlockDescription.Identity;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.Reshape;
import dev.ratchet.djl.block.BlockDescription.Select;
import dev.ratchet.djl.block.BlockDescription.Sequential;

import java.util.Arrays;
import java.util.OptionalInt;

/** What can be told of a block's two ends. */
public final class RowShape {

    private RowShape() {}

    /**
     * The shape of a row that an initialised block takes, without the batch.
     *
     * @throws RatchetException when it takes several inputs, or a size is not known
     */
    public static Shape of(Block block) {
        if (block instanceof Linear) {
            // A layer that was loaded knows no more than its weights.
            return new Shape(
                    block.getDirectParameters().get("weight").getShape().get(1));
        }
        Shape[] inputs = block.getInputShapes();
        if (inputs.length != 1) {
            throw new RatchetException("The block takes " + inputs.length
                    + " inputs, but rows are scored by blocks that take one. Join them in the block.");
        }
        Shape row = inputs[0].dimension() == 0 ? inputs[0] : inputs[0].slice(1);
        if (row.dimension() == 0 || Arrays.stream(row.getShape()).anyMatch(size -> size <= 0)) {
            throw new RatchetException("The block was initialised with the shape " + inputs[0]
                    + ", which does not say how many values a row has. Give its shape without the batch:"
                    + " DjlModel.builder(model).inputShape(new Shape(...)).");
        }
        return row;
    }

    /** Whether scoring leaves the values as they are, in another shape or a part of them at most. */
    static boolean keepsValues(BlockDescription block) {
        return block instanceof Flatten
                || block instanceof Reshape
                || block instanceof Identity
                || block instanceof Dropout
                || block instanceof Select;
    }

    /** How many whole numbers a block takes that begins with an embedding; empty where it takes floats. */
    public static OptionalInt wholeNumbers(BlockDescription description) {
        if (description instanceof Embedding embedding) {
            return OptionalInt.of(embedding.rows());
        }
        if (description instanceof Parallel) {
            return description.children().stream()
                    .flatMapToInt(child -> wholeNumbers(child).stream())
                    .min();
        }
        if (description instanceof Sequential) {
            return description.children().stream()
                    .filter(child -> !keepsValues(child))
                    .findFirst()
                    .map(RowShape::wholeNumbers)
                    .orElse(OptionalInt.empty());
        }
        return OptionalInt.empty();
    }
}
