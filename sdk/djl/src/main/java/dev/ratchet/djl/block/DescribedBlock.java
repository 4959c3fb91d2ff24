/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.nn.Block;
import dev.ratchet.RatchetException;

import java.util.List;

/**
 * A block beside its description, so that parameters can be found by the layer they belong to. The children are those
 * of both, in the same order.
 *
 * @param path where the block is, in DJL's names of children: {@code 03ParallelBlock/01Linear}; empty for the whole
 * @param description what it is
 * @param block the block itself, not a copy
 * @param children its parts
 */
public record DescribedBlock(String path, BlockDescription description, Block block, List<DescribedBlock> children) {

    /** Copies the list. */
    public DescribedBlock {
        children = List.copyOf(children);
    }

    /**
     * Describes a block and all its parts. It need not be initialised.
     *
     * @throws RatchetException when there are parts that cannot be described, with the path, the class and the remedy
     *     for each of them
     */
    public static DescribedBlock of(Block block) {
        return BlockReader.read(block);
    }
}
