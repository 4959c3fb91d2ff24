/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.Sequential;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;

/** Reads the description of a block and collects everything that cannot be described. */
final class BlockReader {

    /** What callers have said. The block itself keeps its class, by which DJL names parameters. */
    private static final Map<Block, BlockDescription> DECLARED = Collections.synchronizedMap(new WeakHashMap<>());

    private final List<String> problems = new ArrayList<>();

    private BlockReader() {}

    static void declare(Block block, BlockDescription description) {
        DECLARED.put(block, description);
    }

    static DescribedBlock read(Block block) {
        BlockReader reader = new BlockReader();
        DescribedBlock described = reader.read("", block);
        if (described == null) {
            throw new RatchetException("The block cannot be described: " + String.join("; ", reader.problems)
                    + ". What neither Blocks nor a declaration can say needs a block factory in the package.");
        }
        return described;
    }

    private @Nullable DescribedBlock read(String path, Block block) {
        BlockDescription declared = DECLARED.get(block);
        if (declared != null) {
            return declared(path, declared, block);
        }
        if (block.getClass() == SequentialBlock.class) {
            if (((SequentialBlock) block).isReturnIntermediate()) {
                return refuse(path, block, "it gives all outputs on the way, and a description has one output");
            }
            return parts(path, block, Sequential::new);
        }
        if (block.getClass() == ParallelBlock.class) {
            Object function = PrivateField.read(block, ParallelBlock.class, "function", Object.class);
            return function instanceof DescribedJoin join
                    ? parts(path, block, children -> new Parallel(join.join(), join.axis(), children))
                    : refuse(
                            path,
                            block,
                            "DJL keeps how it joins its branches in a function; use Blocks.sum, Blocks.residual or"
                                    + " Blocks.concat of dev.ratchet.djl, or Blocks.declared(block, description)");
        }
        return layer(path, block);
    }

    private @Nullable DescribedBlock layer(String path, Block block) {
        Optional<BlockDescription> found =
                block instanceof LambdaBlock lambda ? LambdaReader.read(lambda) : LayerReader.read(block);
        if (found.isPresent()) {
            return new DescribedBlock(path, found.get(), block, List.of());
        }
        String reason = block instanceof LambdaBlock lambda ? LambdaReader.reason(lambda) : LayerReader.reason(block);
        return refuse(path, block, reason);
    }

    private @Nullable DescribedBlock refuse(String path, Block block, String reason) {
        String name = block instanceof LambdaBlock lambda ? " '" + lambda.getName() + "'" : "";
        problems.add((path.isEmpty() ? "the whole" : "'" + path + "'") + " ("
                + block.getClass().getName() + name + "): " + reason);
        return null;
    }

    private @Nullable DescribedBlock parts(
            String path, Block block, Function<List<BlockDescription>, BlockDescription> whole) {
        List<DescribedBlock> children = new ArrayList<>();
        boolean complete = true;
        for (Pair<String, Block> child : block.getChildren()) {
            DescribedBlock described = read(below(path, child.getKey()), child.getValue());
            if (described == null) {
                complete = false;
            } else {
                children.add(described);
            }
        }
        if (!complete) {
            return null;
        }
        if (children.isEmpty() && block instanceof ParallelBlock) {
            return refuse(path, block, "it has no branches");
        }
        List<BlockDescription> descriptions =
                children.stream().map(DescribedBlock::description).toList();
        return new DescribedBlock(path, whole.apply(descriptions), block, children);
    }

    /** What was said of a block counts for its parts too. */
    private static DescribedBlock declared(String path, BlockDescription description, Block block) {
        List<DescribedBlock> children = new ArrayList<>();
        List<Pair<String, Block>> parts = new ArrayList<>();
        block.getChildren().forEach(parts::add);
        for (int i = 0; i < Math.min(parts.size(), description.children().size()); i++) {
            Pair<String, Block> part = parts.get(i);
            children.add(
                    declared(below(path, part.getKey()), description.children().get(i), part.getValue()));
        }
        return new DescribedBlock(path, description, block, children);
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "/" + key;
    }
}
