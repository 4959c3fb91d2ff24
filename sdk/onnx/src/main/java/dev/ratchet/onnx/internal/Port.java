/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An input or output of a graph.
 *
 * @param name its name
 * @param kind what kind of value it is
 * @param type the type of its elements; of a map, of its values
 * @param shape the sizes, -1 where any is allowed; empty for what is no tensor
 */
public record Port(String name, Kind kind, OnnxJavaType type, List<Long> shape) {

    /** The kinds of values. */
    public enum Kind {
        TENSOR,
        /** One map per row, as classifiers of scikit-learn's converter give. */
        MAPS,
        OTHER
    }

    /** Copies the shape. */
    public Port {
        shape = List.copyOf(shape);
    }

    static Port of(NodeInfo node) {
        ValueInfo info = node.getInfo();
        if (info instanceof TensorInfo tensor) {
            List<Long> sizes = new ArrayList<>();
            for (long size : tensor.getShape()) {
                sizes.add(size);
            }
            return new Port(node.getName(), Kind.TENSOR, tensor.type, sizes);
        }
        if (info instanceof SequenceInfo sequence && sequence.isSequenceOfMaps()) {
            return new Port(node.getName(), Kind.MAPS, sequence.mapInfo.valueType, List.of());
        }
        OnnxJavaType type = info instanceof MapInfo map ? map.valueType : OnnxJavaType.UNKNOWN;
        return new Port(node.getName(), Kind.OTHER, type, List.of());
    }

    /** NumPy's name of the type of the elements. */
    public String dtype() {
        return switch (type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            case STRING -> "object";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** How many rows a batch must have, -1 where any number will do. */
    public long batch() {
        return shape.isEmpty() ? -1 : shape.get(0);
    }

    /** How many values a row has, -1 where the sizes do not say. */
    public long width() {
        long width = 1;
        for (int i = 1; i < shape.size(); i++) {
            width = shape.get(i) < 0 || width < 0 ? -1 : width * shape.get(i);
        }
        return width;
    }

    /** Whether its elements are floats of any size: scores, where whole numbers and texts are labels. */
    public boolean isScore() {
        return switch (type) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> true;
            default -> false;
        };
    }

    /** For messages: {@code 'X' (float32 [-1, 4])}. */
    @Override
    public String toString() {
        return "'" + name + "' ("
                + switch (kind) {
                    case TENSOR -> dtype() + " " + shape;
                    case MAPS -> "a map for each row";
                    case OTHER -> "neither a tensor nor maps";
                }
                + ")";
    }
}
