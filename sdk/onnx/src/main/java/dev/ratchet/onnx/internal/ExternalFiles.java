/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ratchet.RatchetException;

import java.util.Set;
import java.util.TreeSet;

/** The files beside a model that hold its large tensors. */
public final class ExternalFiles {

    private ExternalFiles() {}

    /**
     * The files' paths, relative to the model's.
     *
     * @throws RatchetException when the bytes are no ONNX model
     */
    public static Set<String> of(byte[] model) {
        Set<String> locations = new TreeSet<>();
        try {
            ModelProto proto = ModelProto.parseFrom(model);
            if (!proto.hasGraph()) {
                throw new RatchetException("This is no ONNX model: it has no graph.");
            }
            collect(proto.getGraph(), locations);
        } catch (InvalidProtocolBufferException e) {
            throw new RatchetException("This is no ONNX model: " + e.getMessage(), e);
        }
        return locations;
    }

    private static void collect(GraphProto graph, Set<String> locations) {
        graph.getInitializerList().forEach(tensor -> collect(tensor, locations));
        for (NodeProto node : graph.getNodeList()) {
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasT()) {
                    collect(attribute.getT(), locations);
                }
                if (attribute.hasG()) {
                    collect(attribute.getG(), locations);
                }
            }
        }
    }

    private static void collect(TensorProto tensor, Set<String> locations) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            for (StringStringEntryProto entry : tensor.getExternalDataList()) {
                if (entry.getKey().equals("location")) {
                    locations.add(entry.getValue());
                }
            }
        }
    }
}
