/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import java.util.List;

/** Graphs of identities with inputs and outputs of any type: what others export, not what {@link OnnxGraph} writes. */
final class ForeignGraph {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("foreign");

    ForeignGraph input(String name, TensorProto.DataType type, long... shape) {
        graph.addInput(value(name, type, shape));
        return this;
    }

    ForeignGraph output(String name, TensorProto.DataType type, String from, long... shape) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(from).addOutput(name));
        graph.addOutput(value(name, type, shape));
        return this;
    }

    ForeignGraph node(String operator, String output, List<String> inputs) {
        graph.addNode(
                NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output));
        return this;
    }

    byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(15))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (long size : shape) {
            TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
            sizes.addDim(size < 0 ? one.setDimParam("n") : one.setDimValue(size));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(sizes)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
