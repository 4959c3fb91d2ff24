/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.convolutional.Convolution.ConvolutionBuilder;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RecurrentBlock;
import dev.ratchet.djl.block.BlockDescription.BatchNorm;
import dev.ratchet.djl.block.BlockDescription.Conv;
import dev.ratchet.djl.block.BlockDescription.Dropout;
import dev.ratchet.djl.block.BlockDescription.Embedding;
import dev.ratchet.djl.block.BlockDescription.Gru;
import dev.ratchet.djl.block.BlockDescription.LayerNorm;
import dev.ratchet.djl.block.BlockDescription.Linear;
import dev.ratchet.djl.block.BlockDescription.Lstm;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.Sequential;

import java.util.List;
import java.util.function.UnaryOperator;

/** Makes blocks of descriptions. */
final class BlockBuilder {

    private BlockBuilder() {}

    static Block build(BlockDescription description) {
        List<Block> children =
                description.children().stream().map(BlockBuilder::build).toList();
        if (description instanceof Sequential) {
            return new SequentialBlock().addAll(children);
        }
        if (description instanceof Parallel parallel) {
            return new ParallelBlock(new DescribedJoin(parallel.join(), parallel.axis()), children);
        }
        if (description instanceof Lstm || description instanceof Gru) {
            return recurrent(description);
        }
        if (description instanceof Conv conv) {
            return convolution(conv);
        }
        if (description instanceof BatchNorm || description instanceof LayerNorm) {
            return norm(description);
        }
        if (description instanceof Linear linear) {
            return ai.djl.nn.core.Linear.builder()
                    .setUnits(linear.units())
                    .optBias(linear.bias())
                    .build();
        }
        if (description instanceof Embedding embedding) {
            return new IndexEmbedding(embedding.rows(), embedding.size());
        }
        if (description instanceof Dropout dropout) {
            return ai.djl.nn.norm.Dropout.builder().optRate(dropout.rate()).build();
        }
        UnaryOperator<NDArray> operation = Operations.of(description);
        return new LambdaBlock(new DescribedFunction(description, operation), Operations.name(description));
    }

    private static Block norm(BlockDescription description) {
        if (description instanceof BatchNorm batch) {
            return ai.djl.nn.norm.BatchNorm.builder()
                    .optAxis(batch.axis())
                    .optEpsilon(batch.epsilon())
                    .optMomentum(batch.momentum())
                    .optCenter(batch.center())
                    .optScale(batch.scale())
                    .build();
        }
        LayerNorm layer = (LayerNorm) description;
        ai.djl.nn.norm.LayerNorm.Builder builder = ai.djl.nn.norm.LayerNorm.builder()
                .optEpsilon(layer.epsilon())
                .optCenter(layer.center())
                .optScale(layer.scale());
        if (!layer.axes().isEmpty()) {
            builder.axis(layer.axes().stream().mapToInt(Integer::intValue).toArray());
        }
        return builder.build();
    }

    private static Block convolution(Conv conv) {
        return switch (conv.dimensions()) {
            case 1 -> configured(Conv1d.builder(), conv).build();
            case 2 -> configured(Conv2d.builder(), conv).build();
            default -> configured(Conv3d.builder(), conv).build();
        };
    }

    private static <B extends ConvolutionBuilder<?>> B configured(B builder, Conv conv) {
        builder.setFilters(conv.filters());
        builder.setKernelShape(new Shape(conv.kernel()));
        builder.optStride(new Shape(conv.stride()));
        builder.optPadding(new Shape(conv.padding()));
        builder.optDilation(new Shape(conv.dilation()));
        builder.optGroups(conv.groups());
        builder.optBias(conv.bias());
        return builder;
    }

    private static Block recurrent(BlockDescription description) {
        if (description instanceof Lstm lstm) {
            return configured(LSTM.builder(), lstm).build();
        }
        Gru gru = (Gru) description;
        Lstm same =
                new Lstm(gru.units(), gru.layers(), gru.bidirectional(), gru.batchFirst(), gru.bias(), gru.dropout());
        return configured(GRU.builder(), same).build();
    }

    private static <B extends RecurrentBlock.BaseBuilder<?>> B configured(B builder, Lstm settings) {
        builder.setStateSize(settings.units());
        builder.setNumLayers(settings.layers());
        builder.optBidirectional(settings.bidirectional());
        builder.optBatchFirst(settings.batchFirst());
        builder.optHasBiases(settings.bias());
        builder.optDropRate(settings.dropout());
        return builder;
    }
}
