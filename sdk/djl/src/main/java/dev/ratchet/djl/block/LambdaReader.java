/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;
import dev.ratchet.djl.block.BlockDescription.ActivationKind;
import dev.ratchet.djl.block.BlockDescription.Flatten;
import dev.ratchet.djl.block.BlockDescription.GlobalPool;
import dev.ratchet.djl.block.BlockDescription.Identity;
import dev.ratchet.djl.block.BlockDescription.PoolKind;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a {@code LambdaBlock} does. Its name alone says nothing, as everybody may give any name; it counts only
 * where the function itself was written in DJL's own class.
 */
final class LambdaReader {

    /** DJL's functions on one array that have no settings, by name. */
    private static final Map<String, BlockDescription> POOLS = Map.of(
            "globalMaxPool1d", new GlobalPool(PoolKind.MAX, 1),
            "globalMaxPool2d", new GlobalPool(PoolKind.MAX, 2),
            "globalMaxPool3d", new GlobalPool(PoolKind.MAX, 3),
            "globalAvgPool1d", new GlobalPool(PoolKind.AVG, 1),
            "globalAvgPool2d", new GlobalPool(PoolKind.AVG, 2),
            "globalAvgPool3d", new GlobalPool(PoolKind.AVG, 3));

    private LambdaReader() {}

    static Optional<BlockDescription> read(LambdaBlock block) {
        if (block.getClass() != LambdaBlock.class) {
            return Optional.empty();
        }
        Object function = PrivateField.read(block, LambdaBlock.class, "lambda", Object.class);
        String name = block.getName();
        if (function instanceof DescribedFunction described) {
            return Optional.of(described.description());
        }
        if (PrivateField.isLambdaOf(function, Activation.class)) {
            return activation(name, function);
        }
        if (PrivateField.isLambdaOf(function, Blocks.class) && name.equals("identity")) {
            return Optional.of(new Identity());
        }
        return PrivateField.isLambdaOf(function, LambdaBlock.class) ? onOneArray(name, function) : Optional.empty();
    }

    private static Optional<BlockDescription> activation(String name, Object function) {
        Optional<ActivationKind> known = Arrays.stream(ActivationKind.values())
                .filter(kind -> kind.djlName().equals(name))
                .findFirst();
        if (known.isEmpty() || !known.get().hasAlpha()) {
            return known.map(kind -> new BlockDescription.Activation(kind, 0));
        }
        Float alpha = PrivateField.captured(function, Float.class);
        return alpha == null ? Optional.empty() : Optional.of(new BlockDescription.Activation(known.get(), alpha));
    }

    /** {@code LambdaBlock.singleton} wraps the function in one of its own, which has captured it. */
    private static Optional<BlockDescription> onOneArray(String name, Object wrapper) {
        Object function = PrivateField.captured(wrapper, Object.class);
        if (function == null) {
            return Optional.empty();
        }
        // batchFlattenBlock(size) has the same name, but captures the size.
        boolean plain = function.getClass().getDeclaredFields().length == 0;
        if (plain && PrivateField.isLambdaOf(function, Blocks.class) && name.equals("batchFlatten")) {
            return Optional.of(new Flatten());
        }
        return plain && PrivateField.isLambdaOf(function, Pool.class)
                ? Optional.ofNullable(POOLS.get(name))
                : Optional.empty();
    }

    static String reason(LambdaBlock block) {
        String name = block.getName();
        if (name.matches("(max|avg)Pool[123]d")) {
            return "DJL keeps the shape of a pool in a function; use Blocks." + name + " of dev.ratchet.djl";
        }
        if (name.equals("batchFlatten")) {
            return "DJL keeps the size in a function; use Blocks.flatten() of dev.ratchet.djl";
        }
        return "what a function does cannot be read; use one of dev.ratchet.djl.Blocks, or say what it is with"
                + " Blocks.declared(block, description)";
    }
}
