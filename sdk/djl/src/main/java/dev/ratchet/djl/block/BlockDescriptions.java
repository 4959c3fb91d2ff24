/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription.Join;

import java.util.List;

/** Descriptions of blocks: read from a block, made into a block, and as JSON. */
public final class BlockDescriptions {

    private BlockDescriptions() {}

    /**
     * What a block is made of. DJL's own layers are known by their class, and its activations, global pools and
     * flattening by where their functions come from; pools with shapes and joins of branches must come from
     * {@link dev.ratchet.djl.Blocks}.
     *
     * @throws RatchetException when there are parts that cannot be described, with the path, the class and the remedy
     *     for each of them
     */
    public static BlockDescription of(Block block) {
        return DescribedBlock.of(block).description();
    }

    /** A new block that is not initialised. */
    public static Block build(BlockDescription description) {
        return BlockBuilder.build(description);
    }

    /**
     * A block of branches that can be described when its branches can.
     *
     * @param axis along which axis the outputs are concatenated; 0 for a sum
     * @throws IllegalArgumentException when there are no branches, or a sum has an axis
     */
    public static Block join(Join join, int axis, List<Block> branches) {
        Settings.require(!branches.isEmpty(), "A parallel block needs at least one branch.");
        Settings.require(join == Join.CONCAT || axis == 0, "A sum has no axis; give 0, not " + axis + ".");
        return new ParallelBlock(new DescribedJoin(join, axis), branches);
    }

    /**
     * Says what a block is, for blocks that cannot be described. What is said is tried when a package is written: the
     * block that is built from the description must have the same parameters and outputs.
     *
     * @return the same block
     * @throws IllegalArgumentException when the description has another number of parts than the block
     */
    public static <B extends Block> B declare(B block, BlockDescription description) {
        Settings.require(
                block.getChildren().size() == description.children().size(),
                "The description has " + description.children().size() + " parts, but the block "
                        + block.getClass().getName() + " has "
                        + block.getChildren().size() + ".");
        BlockReader.declare(block, description);
        return block;
    }

    /** JSON of format 1, indented, the same for equal descriptions. */
    public static String toJson(BlockDescription description) {
        return BlockJson.write(description);
    }

    /**
     * Reads JSON. Fields that are not known are ignored.
     *
     * @throws RatchetException when it is no description, or one of a later format or with a type that is not known
     */
    public static BlockDescription fromJson(String json) {
        return BlockJson.read(json);
    }
}
