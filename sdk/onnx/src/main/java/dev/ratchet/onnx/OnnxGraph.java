/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Builds an ONNX model of one graph: operators of ONNX {@value #OPSET} and of {@code ai.onnx.ml} {@value #ML_OPSET}, IR
 * version {@value #IR_VERSION}, which ONNX Runtime 1.10 and later run. A value is known by its name; every method that
 * makes one returns it. Two graphs that are built alike have the same bytes. Used by one thread.
 *
 * <pre>{@code
 * OnnxGraph graph = new OnnxGraph("mlp");
 * String x = graph.input("input", -1, 4);
 * String y = graph.add("Gemm", List.of(x, graph.floats("weight", weights, 3, 4)), Map.of("transB", 1));
 * graph.output("output", graph.add("Relu", List.of(y), Map.of()), -1, 3);
 * OnnxModel model = OnnxModel.of(graph.toBytes());
 * }</pre>
 */
public final class OnnxGraph {

    /** The version of ONNX's own operators. */
    public static final int OPSET = 15;

    /** The version of the operators for trees and other classic models. */
    public static final int ML_OPSET = 2;

    /** The version of the file format. */
    public static final int IR_VERSION = 8;

    private static final String ML = "ai.onnx.ml";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private int count;

    /** Begins an empty graph. */
    public OnnxGraph(String name) {
        graph.setName(name);
    }

    /**
     * Adds an input of 32-bit floats.
     *
     * @param shape the sizes; -1 stands for any: the number of rows where it comes first
     */
    public String input(String name, long... shape) {
        graph.addInput(value(name, shape));
        return name;
    }

    /** Adds constant 32-bit floats, row by row. */
    public String floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, bytes, values.length, shape);
    }

    /** Adds constant 64-bit whole numbers, row by row. */
    public String longs(String name, long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, bytes, values.length, shape);
    }

    private String constant(
            String name, TensorProto.DataType type, ByteBuffer littleEndian, int length, long... shape) {
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (elements != length) {
            throw new IllegalArgumentException("The constant '" + name + "' has " + length
                    + " values, but its shape is " + Arrays.toString(shape) + ".");
        }
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(unique(name))
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(littleEndian));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    /**
     * Adds an operator of ONNX with one output.
     *
     * @param inputs the values it takes; an empty name for an optional one that is left out
     * @param attributes by name: a whole number, a float, a text, or an array of {@code long}, {@code float} or {@code
     *     String}
     */
    public String add(String operator, List<String> inputs, Map<String, ?> attributes) {
        return add("", operator, inputs, attributes, 1).get(0);
    }

    /** Adds an operator of ONNX with several outputs. */
    public List<String> add(String operator, List<String> inputs, Map<String, ?> attributes, int outputs) {
        return add("", operator, inputs, attributes, outputs);
    }

    /** Adds an operator of {@code ai.onnx.ml} with one output. */
    public String addMl(String operator, List<String> inputs, Map<String, ?> attributes) {
        return add(ML, operator, inputs, attributes, 1).get(0);
    }

    private List<String> add(
            String domain, String operator, List<String> inputs, Map<String, ?> attributes, int outputs) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(unique(operator))
                .setOpType(operator)
                .setDomain(domain)
                .addAllInput(inputs);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add(node.getName() + (i == 0 ? "" : "_" + i) + ":out");
        }
        node.addAllOutput(made);
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> node.addAttribute(attribute(entry.getKey(), entry.getValue())));
        graph.addNode(node);
        return made;
    }

    /** Makes a value an output of the model, under a name of its own. The shape is as that of an input. */
    public void output(String name, String value, long... shape) {
        graph.addNode(NodeProto.newBuilder()
                .setName(unique("Identity"))
                .setOpType("Identity")
                .addInput(value)
                .addOutput(name));
        graph.addOutput(value(name, shape));
    }

    /** The bytes of an ONNX file. */
    public byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("ratchet")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private String unique(String name) {
        return name + "_" + count++;
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            sizes.addDim(
                    shape[i] < 0 ? size.setDimParam(i == 0 ? "rows" : name + "_" + i) : size.setDimValue(shape[i]));
        }
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(sizes)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer || value instanceof Long) {
            attribute.setType(AttributeProto.AttributeType.INT).setI(((Number) value).longValue());
        } else if (value instanceof Float number) {
            attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
        } else if (value instanceof String text) {
            attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        } else if (value instanceof long[] numbers) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            Arrays.stream(numbers).forEach(attribute::addInts);
        } else if (value instanceof float[] numbers) {
            attribute.setType(AttributeProto.AttributeType.FLOATS);
            for (float number : numbers) {
                attribute.addFloats(number);
            }
        } else if (value instanceof String[] texts) {
            attribute.setType(AttributeProto.AttributeType.STRINGS);
            for (String text : texts) {
                attribute.addStrings(ByteString.copyFromUtf8(text));
            }
        } else {
            throw new IllegalArgumentException("The attribute '" + name + "' is a "
                    + value.getClass().getName()
                    + "; allowed are int, long, float, String and arrays of long, float, String.");
        }
        return attribute.build();
    }
}
