/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import dev.ratchet.djl.block.BlockDescription.Activation;
import dev.ratchet.onnx.OnnxGraph;

import java.util.List;
import java.util.Map;

/** Activation functions; ONNX 15 has no GELU, Swish and Mish, so they are made of what it has. */
final class Activations {

    private Activations() {}

    static String add(OnnxGraph graph, String x, Activation activation) {
        return switch (activation.kind()) {
            case RELU -> plain(graph, "Relu", x);
            case RELU6 -> {
                String low = graph.floats("low", new float[1]);
                String high = graph.floats("high", new float[] {6});
                yield graph.add("Clip", List.of(x, low, high), Map.of());
            }
            case SIGMOID -> plain(graph, "Sigmoid", x);
            case TANH -> plain(graph, "Tanh", x);
            case SOFT_PLUS -> plain(graph, "Softplus", x);
            case SOFT_SIGN -> plain(graph, "Softsign", x);
            case LEAKY_RELU -> graph.add("LeakyRelu", List.of(x), Map.of("alpha", activation.alpha()));
            case ELU -> graph.add("Elu", List.of(x), Map.of("alpha", activation.alpha()));
            case SELU -> plain(graph, "Selu", x);
            case GELU -> gelu(graph, x);
            case SWISH -> multiply(graph, x, plain(graph, "Sigmoid", scaled(graph, x, activation.alpha())));
            case MISH -> mish(graph, x);
        };
    }

    private static String gelu(OnnxGraph graph, String x) {
        String erf = plain(graph, "Erf", scaled(graph, x, (float) Math.sqrt(0.5)));
        String one = graph.floats("one", new float[] {1});
        return multiply(graph, scaled(graph, x, 0.5f), graph.add("Add", List.of(erf, one), Map.of()));
    }

    /** DJL 0.35 takes the logarithm to base 2 where the paper takes the natural one; what the block gives counts. */
    private static String mish(OnnxGraph graph, String x) {
        String log2 = scaled(graph, plain(graph, "Softplus", x), (float) (1 / Math.log(2)));
        return multiply(graph, x, plain(graph, "Tanh", log2));
    }

    private static String plain(OnnxGraph graph, String operator, String x) {
        return graph.add(operator, List.of(x), Map.of());
    }

    private static String multiply(OnnxGraph graph, String left, String right) {
        return graph.add("Mul", List.of(left, right), Map.of());
    }

    private static String scaled(OnnxGraph graph, String x, float factor) {
        return multiply(graph, x, graph.floats("factor", new float[] {factor}));
    }
}
