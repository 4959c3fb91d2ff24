/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.ActivationKind;
import dev.ratchet.djl.block.BlockDescription.Flatten;
import dev.ratchet.djl.block.BlockDescription.GlobalPool;
import dev.ratchet.djl.block.BlockDescription.Identity;
import dev.ratchet.djl.block.BlockDescription.Join;
import dev.ratchet.djl.block.BlockDescription.Pool;
import dev.ratchet.djl.block.BlockDescription.PoolKind;
import dev.ratchet.djl.block.BlockDescription.Reshape;
import dev.ratchet.djl.block.BlockDescription.Select;
import dev.ratchet.djl.block.BlockDescription.Softmax;
import dev.ratchet.djl.block.BlockDescriptions;

import java.util.Arrays;
import java.util.List;

/**
 * Blocks that DJL keeps in functions, where nobody can read them, made so that a model package and an ONNX export can
 * tell what they are. They do what DJL's own do and train like them. DJL's {@code Linear}, {@code Conv2d},
 * {@code BatchNorm}, {@code Activation.reluBlock()} and so on need none of this.
 *
 * <pre>{@code
 * Block block = new SequentialBlock()
 *         .add(Blocks.reshape(1, 28, 28))
 *         .add(Conv2d.builder().setFilters(8).setKernelShape(new Shape(3, 3)).build())
 *         .add(Activation.reluBlock())
 *         .add(Blocks.maxPool2d(new Shape(2, 2), new Shape(2, 2)))
 *         .add(Blocks.flatten())
 *         .add(Linear.builder().setUnits(10).build());
 * }</pre>
 */
public final class Blocks {

    private Blocks() {}

    /** The maximum of each window of (batch, channels, width); the step is the kernel. */
    public static Block maxPool1d(Shape kernel) {
        return maxPool1d(kernel, kernel);
    }

    /** The maximum of each window of (batch, channels, width), without padding. */
    public static Block maxPool1d(Shape kernel, Shape stride) {
        return maxPool1d(kernel, stride, new Shape(0));
    }

    /** The maximum of each window of (batch, channels, width). */
    public static Block maxPool1d(Shape kernel, Shape stride, Shape padding) {
        return pool(PoolKind.MAX, 1, kernel, stride, padding, false);
    }

    /** The maximum of each window of (batch, channels, height, width); the step is the kernel. */
    public static Block maxPool2d(Shape kernel) {
        return maxPool2d(kernel, kernel);
    }

    /** The maximum of each window of (batch, channels, height, width), without padding. */
    public static Block maxPool2d(Shape kernel, Shape stride) {
        return maxPool2d(kernel, stride, new Shape(0, 0));
    }

    /** The maximum of each window of (batch, channels, height, width). */
    public static Block maxPool2d(Shape kernel, Shape stride, Shape padding) {
        return pool(PoolKind.MAX, 2, kernel, stride, padding, false);
    }

    /** The mean of each window of (batch, channels, width); the step is the kernel. */
    public static Block avgPool1d(Shape kernel) {
        return avgPool1d(kernel, kernel);
    }

    /** The mean of each window of (batch, channels, width), without padding. */
    public static Block avgPool1d(Shape kernel, Shape stride) {
        return avgPool1d(kernel, stride, new Shape(0));
    }

    /** The mean of each window of (batch, channels, width); padding counts, as in DJL. */
    public static Block avgPool1d(Shape kernel, Shape stride, Shape padding) {
        return pool(PoolKind.AVG, 1, kernel, stride, padding, true);
    }

    /** The mean of each window of (batch, channels, height, width); the step is the kernel. */
    public static Block avgPool2d(Shape kernel) {
        return avgPool2d(kernel, kernel);
    }

    /** The mean of each window of (batch, channels, height, width), without padding. */
    public static Block avgPool2d(Shape kernel, Shape stride) {
        return avgPool2d(kernel, stride, new Shape(0, 0));
    }

    /** The mean of each window of (batch, channels, height, width); padding counts, as in DJL. */
    public static Block avgPool2d(Shape kernel, Shape stride, Shape padding) {
        return pool(PoolKind.AVG, 2, kernel, stride, padding, true);
    }

    /** The maximum of each channel of (batch, channels, width) as (batch, channels). */
    public static Block globalMaxPool1d() {
        return of(new GlobalPool(PoolKind.MAX, 1));
    }

    /** The maximum of each channel of (batch, channels, height, width) as (batch, channels). */
    public static Block globalMaxPool2d() {
        return of(new GlobalPool(PoolKind.MAX, 2));
    }

    /** The mean of each channel of (batch, channels, width) as (batch, channels). */
    public static Block globalAvgPool1d() {
        return of(new GlobalPool(PoolKind.AVG, 1));
    }

    /** The mean of each channel of (batch, channels, height, width) as (batch, channels). */
    public static Block globalAvgPool2d() {
        return of(new GlobalPool(PoolKind.AVG, 2));
    }

    /** The sum of what the branches make of the same input; all must give the same shape. */
    public static Block sum(Block... branches) {
        return BlockDescriptions.join(Join.SUM, 0, Arrays.asList(branches));
    }

    /** The input plus what the blocks, one after the other, make of it; they must keep its shape. */
    public static Block residual(Block... body) {
        Block whole = body.length == 1 ? body[0] : new SequentialBlock().addAll(body);
        return sum(whole, of(new Identity()));
    }

    /**
     * What the branches make of the same input, one after the other along an axis.
     *
     * @param axis which axis, the batch being 0; 1 for channels
     */
    public static Block concat(int axis, Block... branches) {
        return BlockDescriptions.join(Join.CONCAT, axis, Arrays.asList(branches));
    }

    /** All axes but the first become one. */
    public static Block flatten() {
        return of(new Flatten());
    }

    /**
     * Another shape for each row: {@code reshape(1, 28, 28)} makes images of rows of 784 values.
     *
     * @param shape the shape without the batch; one size may be -1
     */
    public static Block reshape(long... shape) {
        return of(new Reshape(Arrays.stream(shape).boxed().toList()));
    }

    /** The last step of (batch, time, values) as (batch, values), for what follows an LSTM or GRU. */
    public static Block lastStep() {
        return of(new Select(1, -1));
    }

    /** Shares of 1 along an axis; -1 is the last. DJL's {@code SoftmaxCrossEntropyLoss} wants logits, without this. */
    public static Block softmax(int axis) {
        return of(new Softmax(axis));
    }

    /** An activation function without a constant. */
    public static Block activation(ActivationKind kind) {
        return activation(kind, 0);
    }

    /** An activation function with its constant. */
    public static Block activation(ActivationKind kind, float alpha) {
        return of(new BlockDescription.Activation(kind, alpha));
    }

    /**
     * A vector for each whole number from 0 to {@code rows - 1}, which may come as a float.
     *
     * @param size the length of a vector
     */
    public static Block embedding(int rows, int size) {
        return of(new BlockDescription.Embedding(rows, size));
    }

    /** The input as it is. */
    public static Block identity() {
        return of(new Identity());
    }

    /** A new block of a description, such as a pool with settings that have no method here. */
    public static Block of(BlockDescription description) {
        return BlockDescriptions.build(description);
    }

    /**
     * Says what a block is, for a block that cannot be described; the same as {@link BlockDescriptions#declare}.
     *
     * @return the same block
     */
    public static <B extends Block> B declared(B block, BlockDescription description) {
        return BlockDescriptions.declare(block, description);
    }

    private static Block pool(
            PoolKind kind, int dimensions, Shape kernel, Shape stride, Shape padding, boolean countPadding) {
        if (kernel.dimension() != dimensions) {
            throw new IllegalArgumentException(
                    "A pool over " + dimensions + " dimensions has a kernel of as many, but got " + kernel + ".");
        }
        return of(new Pool(kind, sizes(kernel), sizes(stride), sizes(padding), false, countPadding));
    }

    private static List<Long> sizes(Shape shape) {
        return Arrays.stream(shape.getShape()).boxed().toList();
    }
}
