/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescriptions;

/** A model that is built from a description and gets the parameters of a trained one: what loading will make. */
public final class Rebuilt {

    private Rebuilt() {}

    /**
     * A copy on the CPU, which the caller closes.
     *
     * @throws RatchetException when the description needs other parameters than the block has
     */
    public static Model of(Model trained, BlockDescription description, Shape row) {
        Model copy = empty(trained);
        try {
            Block block = BlockDescriptions.build(description);
            initialize(block, copy, row);
            copy.setBlock(block);
            Block source = trained.getBlock();
            Parameters.requireEqual(
                    "the description", Parameters.shapes(block), "the block", Parameters.shapes(source));
            Parameters.copy(source, block);
            return copy;
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** A model on the CPU with the name, type and properties of another, without a block; the caller closes it. */
    public static Model empty(Model trained) {
        String engine = trained.getNDManager().getEngine().getEngineName();
        Model copy = Model.newInstance(trained.getName(), Device.cpu(), engine);
        DataType type = trained.getDataType();
        copy.setDataType(type == null ? DataType.FLOAT32 : type);
        trained.getProperties().forEach(copy::setProperty);
        return copy;
    }

    /** Gives a block parameters of zeros, which draws no random numbers that a training would miss. */
    static void initialize(Block block, Model model, Shape row) {
        block.setInitializer(Initializer.ZEROS, parameter -> true);
        block.freezeParameters(true);
        try {
            block.initialize(model.getNDManager(), model.getDataType(), new Shape(1).addAll(row));
        } catch (RuntimeException e) {
            throw new RatchetException(
                    "The block cannot take rows of shape " + row + ": " + e.getMessage()
                            + ". Give the shape of a row without the batch: inputShape(...).",
                    e);
        }
    }
}
