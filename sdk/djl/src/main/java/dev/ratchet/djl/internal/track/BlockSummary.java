/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.track;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a network is made of.
 *
 * @param trainable how many numbers training changes
 * @param frozen how many it leaves alone
 * @param running how many are running statistics, which training updates without gradients
 * @param text the tree of blocks, a line per parameter and the sums
 * @param initializers what each type of parameter is initialized by
 */
public record BlockSummary(long trainable, long frozen, long running, String text, String initializers) {

    /** Describes a block that is initialized. */
    public static BlockSummary of(Block block) {
        Map<String, Long> sums = new LinkedHashMap<>();
        Map<String, String> initializers = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(block.toString()).append("\n\n");
        for (Pair<String, Parameter> pair : block.getParameters()) {
            Parameter parameter = pair.getValue();
            String kind = kind(parameter);
            Shape shape = parameter.getArray().getShape();
            long size = shape.size();
            DataType type = parameter.getArray().getDataType();
            sums.merge(kind, size, Long::sum);
            if (parameter.getInitializer() != null) {
                initializers.putIfAbsent(parameter.getType().name(), Settings.line(parameter.getInitializer()));
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%-44s %-13s %-8s %-20s %,14d %s%n",
                    pair.getKey(),
                    parameter.getType(),
                    type.name().toLowerCase(Locale.ROOT),
                    shape,
                    size,
                    kind));
        }
        long trainable = sums.getOrDefault("trainable", 0L);
        long frozen = sums.getOrDefault("frozen", 0L);
        long running = sums.getOrDefault("running statistics", 0L);
        text.append(String.format(
                Locale.ROOT,
                "%nparameters: %,d trainable, %,d frozen, %,d running statistics%n",
                trainable,
                frozen,
                running));
        String all = initializers.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
        return new BlockSummary(trainable, frozen, running, text.toString(), all);
    }

    private static String kind(Parameter parameter) {
        return switch (parameter.getType()) {
            case RUNNING_MEAN, RUNNING_VAR -> "running statistics";
            default -> parameter.requiresGradient() ? "trainable" : "frozen";
        };
    }
}
