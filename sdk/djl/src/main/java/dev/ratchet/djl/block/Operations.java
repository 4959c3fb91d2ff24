/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Blocks;
import dev.ratchet.djl.block.BlockDescription.Activation;
import dev.ratchet.djl.block.BlockDescription.Flatten;
import dev.ratchet.djl.block.BlockDescription.GlobalPool;
import dev.ratchet.djl.block.BlockDescription.Identity;
import dev.ratchet.djl.block.BlockDescription.Pool;
import dev.ratchet.djl.block.BlockDescription.PoolKind;
import dev.ratchet.djl.block.BlockDescription.Reshape;
import dev.ratchet.djl.block.BlockDescription.Select;
import dev.ratchet.djl.block.BlockDescription.Softmax;

import java.util.function.UnaryOperator;

/** What layers without parameters do, by DJL's own functions. */
final class Operations {

    private Operations() {}

    static UnaryOperator<NDArray> of(BlockDescription description) {
        if (description instanceof Activation activation) {
            return of(activation);
        }
        if (description instanceof Pool pool) {
            return of(pool);
        }
        if (description instanceof GlobalPool pool) {
            return of(pool);
        }
        if (description instanceof Softmax softmax) {
            return array -> array.softmax(softmax.axis());
        }
        if (description instanceof Flatten) {
            return Blocks::batchFlatten;
        }
        if (description instanceof Reshape reshape) {
            Shape shape = new Shape(reshape.shape());
            return array -> array.reshape(new Shape(array.size(0)).addAll(shape));
        }
        if (description instanceof Select select) {
            return array -> array.get(new NDIndex().addAllDim(select.axis()).addIndices(select.index()));
        }
        if (description instanceof Identity) {
            return array -> array;
        }
        throw new IllegalArgumentException("No layer without parameters: " + description);
    }

    /** The name of the block, DJL's where it has one. */
    static String name(BlockDescription description) {
        if (description instanceof Activation activation) {
            return activation.kind().djlName();
        }
        if (description instanceof Pool pool) {
            return (pool.kind() == PoolKind.MAX ? "maxPool" : "avgPool") + pool.dimensions() + "d";
        }
        if (description instanceof GlobalPool pool) {
            return (pool.kind() == PoolKind.MAX ? "globalMaxPool" : "globalAvgPool") + pool.dimensions() + "d";
        }
        return description instanceof Flatten ? "batchFlatten" : BlockJson.kind(description.getClass());
    }

    private static UnaryOperator<NDArray> of(Activation activation) {
        float alpha = activation.alpha();
        return switch (activation.kind()) {
            case RELU -> ai.djl.nn.Activation::relu;
            case RELU6 -> ai.djl.nn.Activation::relu6;
            case SIGMOID -> ai.djl.nn.Activation::sigmoid;
            case TANH -> ai.djl.nn.Activation::tanh;
            case SOFT_PLUS -> ai.djl.nn.Activation::softPlus;
            case SOFT_SIGN -> ai.djl.nn.Activation::softSign;
            case LEAKY_RELU -> array -> ai.djl.nn.Activation.leakyRelu(array, alpha);
            case ELU -> array -> ai.djl.nn.Activation.elu(array, alpha);
            case SELU -> ai.djl.nn.Activation::selu;
            case GELU -> ai.djl.nn.Activation::gelu;
            case SWISH -> array -> ai.djl.nn.Activation.swish(array, alpha);
            case MISH -> ai.djl.nn.Activation::mish;
        };
    }

    private static UnaryOperator<NDArray> of(Pool pool) {
        Shape kernel = new Shape(pool.kernel());
        Shape stride = new Shape(pool.stride());
        Shape padding = new Shape(pool.padding());
        if (pool.kind() == PoolKind.MAX) {
            return array -> array.getNDArrayInternal().maxPool(kernel, stride, padding, pool.ceilMode());
        }
        return array ->
                array.getNDArrayInternal().avgPool(kernel, stride, padding, pool.ceilMode(), pool.countPadding());
    }

    private static UnaryOperator<NDArray> of(GlobalPool pool) {
        return pool.kind() == PoolKind.MAX
                ? array -> array.getNDArrayInternal().globalMaxPool()
                : array -> array.getNDArrayInternal().globalAvgPool();
    }
}
