/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.onnx;

import ai.djl.ndarray.types.Shape;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.block.BlockDescription;
import dev.ratchet.djl.block.BlockDescription.Activation;
import dev.ratchet.djl.block.BlockDescription.BatchNorm;
import dev.ratchet.djl.block.BlockDescription.Conv;
import dev.ratchet.djl.block.BlockDescription.Dropout;
import dev.ratchet.djl.block.BlockDescription.Embedding;
import dev.ratchet.djl.block.BlockDescription.Flatten;
import dev.ratchet.djl.block.BlockDescription.GlobalPool;
import dev.ratchet.djl.block.BlockDescription.Gru;
import dev.ratchet.djl.block.BlockDescription.Identity;
import dev.ratchet.djl.block.BlockDescription.Join;
import dev.ratchet.djl.block.BlockDescription.LayerNorm;
import dev.ratchet.djl.block.BlockDescription.Linear;
import dev.ratchet.djl.block.BlockDescription.Lstm;
import dev.ratchet.djl.block.BlockDescription.Parallel;
import dev.ratchet.djl.block.BlockDescription.Pool;
import dev.ratchet.djl.block.BlockDescription.PoolKind;
import dev.ratchet.djl.block.BlockDescription.Reshape;
import dev.ratchet.djl.block.BlockDescription.Select;
import dev.ratchet.djl.block.BlockDescription.Sequential;
import dev.ratchet.djl.block.BlockDescription.Softmax;
import dev.ratchet.djl.block.DescribedBlock;
import dev.ratchet.onnx.OnnxGraph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds the operators of a block, layer by layer, and collects every layer that ONNX has none for. */
final class BlockGraph {

    private static final int INT64 = 7;

    private final OnnxGraph graph;
    private final List<String> problems = new ArrayList<>();

    BlockGraph(OnnxGraph graph) {
        this.graph = graph;
    }

    /**
     * Adds a block.
     *
     * @param input the value it takes
     * @param shape that value's shape, for a batch of one
     * @return the value it gives
     * @throws RatchetException when there are layers that cannot be exported, with all their names
     */
    String add(DescribedBlock block, String input, Shape shape) {
        String output = any(block, input, shape);
        if (!problems.isEmpty()) {
            throw new RatchetException("The block cannot be exported to ONNX: " + String.join("; ", problems) + ".");
        }
        return output;
    }

    private String any(DescribedBlock block, String x, Shape shape) {
        if (block.description() instanceof Sequential) {
            String value = x;
            Shape size = shape;
            for (DescribedBlock child : block.children()) {
                value = any(child, value, size);
                size = sizeBehind(child, size);
            }
            return value;
        }
        if (block.description() instanceof Parallel parallel) {
            List<String> branches = new ArrayList<>();
            block.children().forEach(child -> branches.add(any(child, x, shape)));
            return parallel.join() == Join.SUM
                    ? graph.add("Sum", branches, Map.of())
                    : graph.add("Concat", branches, Map.of("axis", parallel.axis()));
        }
        try {
            return layer(block, x, shape);
        } catch (RuntimeException e) {
            refuse(block, String.valueOf(e.getMessage()));
            return x;
        }
    }

    /** Goes on with the shape as it was where a layer cannot tell: the rest of the layers is looked at all the same. */
    private Shape sizeBehind(DescribedBlock child, Shape size) {
        try {
            return child.block().getOutputShapes(new Shape[] {size})[0];
        } catch (RuntimeException e) {
            refuse(child, "the shape of its output is not known: " + e.getMessage());
            return size;
        }
    }

    private void refuse(DescribedBlock block, String reason) {
        problems.add((block.path().isEmpty() ? "the whole" : "'" + block.path() + "'") + " ("
                + block.block().getClass().getName() + "): " + reason);
    }

    private String layer(DescribedBlock block, String x, Shape shape) {
        LayerParameters parameters = new LayerParameters(block, graph);
        BlockDescription description = block.description();
        if (description instanceof Linear linear) {
            String product = graph.add("MatMul", List.of(x, parameters.transposed("weight")), Map.of());
            return linear.bias() ? graph.add("Add", List.of(product, parameters.constant("bias")), Map.of()) : product;
        }
        if (description instanceof Conv conv) {
            return convolution(conv, x, parameters);
        }
        if (description instanceof BatchNorm norm) {
            return batchNorm(norm, x, shape.dimension(), parameters);
        }
        if (description instanceof LayerNorm norm) {
            return layerNorm(norm, x, parameters);
        }
        if (description instanceof Lstm || description instanceof Gru) {
            return Recurrent.add(graph, x, block);
        }
        if (description instanceof Embedding) {
            String numbers = graph.add("Cast", List.of(x), Map.of("to", INT64));
            return graph.add("Gather", List.of(parameters.constant("embedding"), numbers), Map.of());
        }
        return withoutParameters(description, x);
    }

    /** Adds a layer that has no parameters. */
    String withoutParameters(BlockDescription description, String x) {
        if (description instanceof Activation activation) {
            return Activations.add(graph, x, activation);
        }
        if (description instanceof Pool pool) {
            return pool(pool, x);
        }
        if (description instanceof GlobalPool pool) {
            String kind = pool.kind() == PoolKind.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
            return graph.add("Flatten", List.of(graph.add(kind, List.of(x), Map.of())), Map.of("axis", 1));
        }
        if (description instanceof Softmax softmax) {
            return graph.add("Softmax", List.of(x), Map.of("axis", softmax.axis()));
        }
        if (description instanceof Flatten) {
            return graph.add("Flatten", List.of(x), Map.of("axis", 1));
        }
        if (description instanceof Reshape reshape) {
            return reshape(x, reshape.shape());
        }
        if (description instanceof Select select) {
            String index = graph.longs("index", new long[] {select.index()});
            return graph.add("Gather", List.of(x, index), Map.of("axis", select.axis()));
        }
        if (description instanceof Dropout || description instanceof Identity) {
            return x;
        }
        throw new IllegalArgumentException(
                "it is described as " + description.getClass().getSimpleName() + ", which has no operator here");
    }

    /** Another shape for each row. */
    String reshape(String x, List<Long> row) {
        long[] sizes = new long[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            sizes[i + 1] = row.get(i);
        }
        // A size of 0 is that of the input: as many rows as there are.
        return graph.add("Reshape", List.of(x, graph.longs("shape", sizes, sizes.length)), Map.of());
    }

    private String convolution(Conv conv, String x, LayerParameters parameters) {
        List<String> inputs = new ArrayList<>(List.of(x, parameters.constant("weight")));
        if (conv.bias()) {
            inputs.add(parameters.constant("bias"));
        }
        Map<String, Object> attributes = window(conv.kernel(), conv.stride(), conv.padding());
        attributes.put("dilations", array(conv.dilation()));
        attributes.put("group", conv.groups());
        return graph.add("Conv", inputs, attributes);
    }

    private String pool(Pool pool, String x) {
        Map<String, Object> attributes = window(pool.kernel(), pool.stride(), pool.padding());
        attributes.put("ceil_mode", pool.ceilMode() ? 1 : 0);
        if (pool.kind() == PoolKind.MAX) {
            return graph.add("MaxPool", List.of(x), attributes);
        }
        attributes.put("count_include_pad", pool.countPadding() ? 1 : 0);
        return graph.add("AveragePool", List.of(x), attributes);
    }

    private static Map<String, Object> window(List<Long> kernel, List<Long> stride, List<Long> padding) {
        List<Long> bothEnds = new ArrayList<>(padding);
        bothEnds.addAll(padding);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", array(kernel));
        attributes.put("strides", array(stride));
        attributes.put("pads", array(bothEnds));
        return attributes;
    }

    private static long[] array(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private String batchNorm(BatchNorm norm, String x, int rank, LayerParameters parameters) {
        int axis = Math.floorMod(norm.axis(), rank);
        long[] order = new long[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i == 1 ? axis : i == axis ? 1 : i;
        }
        // ONNX has the channels at 1. The exchange of two axes undoes itself.
        String turned = axis == 1 ? x : graph.add("Transpose", List.of(x), Map.of("perm", order));
        String normed = graph.add(
                "BatchNormalization",
                List.of(
                        turned,
                        parameters.constant("gamma"),
                        parameters.constant("beta"),
                        parameters.constant("runningMean"),
                        parameters.constant("runningVar")),
                Map.of("epsilon", norm.epsilon()));
        return axis == 1 ? normed : graph.add("Transpose", List.of(normed), Map.of("perm", order));
    }

    /** ONNX 15 has no layer normalisation, so it is made of means. */
    private String layerNorm(LayerNorm norm, String x, LayerParameters parameters) {
        int width = parameters.shape("gamma").length;
        long[] axes = new long[width];
        for (int i = 0; i < width; i++) {
            axes[i] = (long) i - width;
        }
        String mean = graph.add("ReduceMean", List.of(x), Map.of("axes", axes));
        String centered = graph.add("Sub", List.of(x, mean), Map.of());
        String squares = graph.add("Mul", List.of(centered, centered), Map.of());
        String variance = graph.add("ReduceMean", List.of(squares), Map.of("axes", axes));
        String epsilon = graph.floats("epsilon", new float[] {norm.epsilon()});
        String deviation = graph.add("Sqrt", List.of(graph.add("Add", List.of(variance, epsilon), Map.of())), Map.of());
        String normed = graph.add("Div", List.of(centered, deviation), Map.of());
        String scaled = graph.add("Mul", List.of(normed, parameters.constant("gamma")), Map.of());
        return graph.add("Add", List.of(scaled, parameters.constant("beta")), Map.of());
    }
}
