/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import dev.ratchet.djl.Blocks;
import dev.ratchet.djl.block.BlockDescription.ActivationKind;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One block of every kind of layer, with settings that are not the defaults, and the shape of a row of its input. */
public final class Layers {

    /** A block and the shape of one row. */
    public record Case(Supplier<Block> block, Shape row) {}

    private Layers() {}

    /** All cases by name. */
    public static Map<String, Case> all() {
        Map<String, Case> all = new LinkedHashMap<>();
        dense(all);
        images(all);
        sequences(all);
        return all;
    }

    private static void dense(Map<String, Case> all) {
        Shape row = new Shape(6);
        all.put("linear", new Case(() -> linear(3), row));
        all.put(
                "linearWithoutBias",
                new Case(() -> Linear.builder().setUnits(3).optBias(false).build(), row));
        all.put(
                "batchNorm",
                new Case(
                        () -> BatchNorm.builder()
                                .optEpsilon(0.01f)
                                .optMomentum(0.7f)
                                .optCenter(false)
                                .build(),
                        row));
        all.put(
                "layerNorm",
                new Case(() -> LayerNorm.builder().optEpsilon(0.02f).build(), row));
        all.put("dropout", new Case(() -> Dropout.builder().optRate(0.3f).build(), row));
        all.put("softmax", new Case(() -> Blocks.softmax(-1), row));
        all.put("identity", new Case(Blocks::identity, row));
        all.put("reshape", new Case(() -> Blocks.reshape(2, -1), row));
        all.put("leakyRelu", new Case(() -> Activation.leakyReluBlock(0.2f), row));
        all.put("elu", new Case(() -> Activation.eluBlock(0.7f), row));
        all.put("swish", new Case(() -> Activation.swishBlock(1.5f), row));
        all.put("djlRelu", new Case(Activation::reluBlock, row));
        all.put("djlTanh", new Case(Activation::tanhBlock, row));
        all.put("djlIdentity", new Case(ai.djl.nn.Blocks::identityBlock, row));
        Arrays.stream(ActivationKind.values())
                .forEach(kind ->
                        all.put(kind.name(), new Case(() -> Blocks.activation(kind, kind.hasAlpha() ? 0.4f : 0), row)));
        all.put("residual", new Case(() -> Blocks.residual(linear(4), Activation.geluBlock(), linear(6)), row));
        all.put("sum", new Case(() -> Blocks.sum(linear(4), linear(4)), row));
        all.put("concat", new Case(() -> Blocks.concat(1, linear(2), Blocks.identity(), linear(3)), row));
    }

    private static void images(Map<String, Case> all) {
        Shape image = new Shape(4, 7, 7);
        all.put(
                "conv2d",
                new Case(
                        () -> Conv2d.builder()
                                .setFilters(6)
                                .setKernelShape(new Shape(3, 2))
                                .optStride(new Shape(2, 1))
                                .optPadding(new Shape(1, 0))
                                .optDilation(new Shape(1, 2))
                                .optGroups(2)
                                .optBias(false)
                                .build(),
                        image));
        all.put(
                "conv3d",
                new Case(
                        () -> Conv3d.builder()
                                .setFilters(2)
                                .setKernelShape(new Shape(2, 2, 2))
                                .build(),
                        new Shape(1, 3, 4, 5)));
        all.put(
                "layerNormOfTwoAxes",
                new Case(() -> LayerNorm.builder().axis(2, 3).build(), image));
        all.put(
                "maxPool2d",
                new Case(() -> Blocks.maxPool2d(new Shape(3, 2), new Shape(2, 1), new Shape(1, 0)), image));
        all.put(
                "avgPool2d",
                new Case(() -> Blocks.avgPool2d(new Shape(3, 2), new Shape(2, 1), new Shape(1, 1)), image));
        all.put("globalMaxPool2d", new Case(Blocks::globalMaxPool2d, image));
        all.put("globalAvgPool2d", new Case(Blocks::globalAvgPool2d, image));
        all.put("djlGlobalAvgPool2d", new Case(Pool::globalAvgPool2dBlock, image));
        all.put("flatten", new Case(Blocks::flatten, image));
        all.put("djlFlatten", new Case(ai.djl.nn.Blocks::batchFlattenBlock, image));
        all.put(
                "network",
                new Case(
                        () -> new SequentialBlock()
                                .add(Conv2d.builder()
                                        .setFilters(4)
                                        .setKernelShape(new Shape(3, 3))
                                        .build())
                                .add(BatchNorm.builder().build())
                                .add(Activation.reluBlock())
                                .add(Blocks.residual(Conv2d.builder()
                                        .setFilters(4)
                                        .setKernelShape(new Shape(3, 3))
                                        .optPadding(new Shape(1, 1))
                                        .build()))
                                .add(Blocks.maxPool2d(new Shape(2, 2)))
                                .add(Blocks.flatten())
                                .add(Dropout.builder().build())
                                .add(linear(5)),
                        image));
    }

    private static void sequences(Map<String, Case> all) {
        Shape series = new Shape(3, 8);
        all.put(
                "conv1d",
                new Case(
                        () -> Conv1d.builder()
                                .setFilters(2)
                                .setKernelShape(new Shape(3))
                                .optStride(new Shape(2))
                                .build(),
                        series));
        all.put("maxPool1d", new Case(() -> Blocks.maxPool1d(new Shape(3), new Shape(2), new Shape(1)), series));
        all.put("avgPool1d", new Case(() -> Blocks.avgPool1d(new Shape(2)), series));
        all.put("globalMaxPool1d", new Case(Blocks::globalMaxPool1d, series));
        all.put("globalAvgPool1d", new Case(Blocks::globalAvgPool1d, series));
        all.put("lastStep", new Case(Blocks::lastStep, series));
        all.put("embedding", new Case(() -> Blocks.embedding(10, 4), new Shape(5)));
        all.put(
                "lstm",
                new Case(() -> LSTM.builder().setStateSize(4).setNumLayers(2).build(), series));
        // With biases DJL 0.35 gives PyTorch the parameters of both ways in a wrong order, and it fails.
        all.put(
                "lstmBothWays",
                new Case(
                        () -> LSTM.builder()
                                .setStateSize(4)
                                .setNumLayers(1)
                                .optHasBiases(false)
                                .optBidirectional(true)
                                .build(),
                        series));
        all.put(
                "gru",
                new Case(
                        () -> new SequentialBlock()
                                .add(GRU.builder()
                                        .setStateSize(4)
                                        .setNumLayers(1)
                                        .optDropRate(0.1f)
                                        .build())
                                .add(Blocks.lastStep()),
                        series));
    }

    private static Block linear(long units) {
        return Linear.builder().setUnits(units).build();
    }
}
