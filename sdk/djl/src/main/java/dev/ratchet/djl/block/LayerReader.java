/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.block;

import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RecurrentBlock;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads DJL's own layers by their exact class, as a subclass may do anything. */
final class LayerReader {

    private static final Map<Class<?>, Function<Block, BlockDescription>> LAYERS = Map.ofEntries(
            Map.entry(Linear.class, LayerReader::linear),
            Map.entry(Conv1d.class, LayerReader::convolution),
            Map.entry(Conv2d.class, LayerReader::convolution),
            Map.entry(Conv3d.class, LayerReader::convolution),
            Map.entry(BatchNorm.class, LayerReader::batchNorm),
            Map.entry(LayerNorm.class, LayerReader::layerNorm),
            Map.entry(Dropout.class, LayerReader::dropout),
            Map.entry(TrainableWordEmbedding.class, LayerReader::embedding),
            Map.entry(IndexEmbedding.class, LayerReader::embedding));

    private LayerReader() {}

    static Optional<BlockDescription> read(Block block) {
        if (block.getClass() == LSTM.class || block.getClass() == GRU.class) {
            return recurrent((RecurrentBlock) block);
        }
        return Optional.ofNullable(LAYERS.get(block.getClass())).map(reader -> reader.apply(block));
    }

    static String reason(Block block) {
        return block instanceof RecurrentBlock && read(block, RecurrentBlock.class, "returnState", Boolean.class)
                ? "it gives its state too, and a description has one output; leave out optReturnState"
                : "its class is none of DJL's layers that are known here; say what it is with"
                        + " Blocks.declared(block, description)";
    }

    private static BlockDescription linear(Block block) {
        boolean bias = block.getDirectParameters().values().stream()
                .anyMatch(parameter -> parameter.getType() == Parameter.Type.BIAS);
        return new BlockDescription.Linear(read(block, Linear.class, "units", Long.class), bias);
    }

    private static BlockDescription convolution(Block block) {
        Convolution conv = (Convolution) block;
        return new BlockDescription.Conv(
                conv.getFilters(),
                sizes(conv.getKernelShape()),
                sizes(conv.getStride()),
                sizes(conv.getPadding()),
                sizes(conv.getDilation()),
                conv.getGroups(),
                conv.isIncludeBias());
    }

    private static List<Long> sizes(Shape shape) {
        return Arrays.stream(shape.getShape()).boxed().toList();
    }

    private static BlockDescription batchNorm(Block block) {
        return new BlockDescription.BatchNorm(
                read(block, BatchNorm.class, "axis", Integer.class),
                read(block, BatchNorm.class, "epsilon", Float.class),
                read(block, BatchNorm.class, "momentum", Float.class),
                read(block, BatchNorm.class, "center", Boolean.class),
                read(block, BatchNorm.class, "scale", Boolean.class));
    }

    private static BlockDescription layerNorm(Block block) {
        List<Integer> axes = PrivateField.readNullable(block, LayerNorm.class, "axis") instanceof int[] axis
                ? Arrays.stream(axis).boxed().toList()
                : List.of();
        return new BlockDescription.LayerNorm(
                axes,
                read(block, LayerNorm.class, "epsilon", Float.class),
                read(block, LayerNorm.class, "center", Boolean.class),
                read(block, LayerNorm.class, "scale", Boolean.class));
    }

    private static BlockDescription dropout(Block block) {
        return new BlockDescription.Dropout(read(block, Dropout.class, "rate", Float.class));
    }

    private static BlockDescription embedding(Block block) {
        return new BlockDescription.Embedding(
                read(block, Embedding.class, "numEmbeddings", Integer.class),
                read(block, Embedding.class, "embeddingSize", Integer.class));
    }

    private static Optional<BlockDescription> recurrent(RecurrentBlock block) {
        if (read(block, RecurrentBlock.class, "returnState", Boolean.class)) {
            return Optional.empty();
        }
        BlockDescription.Lstm settings = new BlockDescription.Lstm(
                Math.toIntExact(read(block, RecurrentBlock.class, "stateSize", Long.class)),
                read(block, RecurrentBlock.class, "numLayers", Integer.class),
                read(block, RecurrentBlock.class, "bidirectional", Boolean.class),
                read(block, RecurrentBlock.class, "batchFirst", Boolean.class),
                read(block, RecurrentBlock.class, "hasBiases", Boolean.class),
                read(block, RecurrentBlock.class, "dropRate", Float.class));
        return Optional.of(
                block instanceof LSTM
                        ? settings
                        : new BlockDescription.Gru(
                                settings.units(),
                                settings.layers(),
                                settings.bidirectional(),
                                settings.batchFirst(),
                                settings.bias(),
                                settings.dropout()));
    }

    private static <T> T read(Object block, Class<?> declaring, String name, Class<T> type) {
        return PrivateField.read(block, declaring, name, type);
    }
}
