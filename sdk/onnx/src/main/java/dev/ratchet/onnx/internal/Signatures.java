/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The signatures of graphs, as MLflow's Python infers them for arrays, or for the columns of a table. */
public final class Signatures {

    private Signatures() {}

    /** Tensors in, tensors out; null outputs where some are no tensors. */
    public static ModelSignature ofTensors(Session session) {
        return new ModelSignature(tensors(session.inputs()), outputs(session));
    }

    /**
     * Named columns in, tensors out.
     *
     * @throws RatchetException when the columns do not fit the inputs
     */
    public static ModelSignature ofColumns(Session session, List<String> names) {
        List<Port> inputs = session.inputs();
        List<String> ports = inputs.stream().map(Port::name).toList();
        if (inputs.size() > 1 && !(names.containsAll(ports) && ports.containsAll(names))) {
            throw new RatchetException("The columns " + names + " do not fit the inputs of the ONNX model: each of "
                    + inputs + " takes the column of its name.");
        }
        long width = inputs.get(0).width();
        if (inputs.size() == 1 && width >= 0 && width != names.size()) {
            throw new RatchetException(names.size() + " columns " + names + " do not fit the ONNX model: its input "
                    + inputs.get(0) + " takes " + width + " values a row.");
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            Port port = inputs.size() == 1 ? inputs.get(0) : inputs.get(ports.indexOf(name));
            columns.add(Column.of(name, type(port)));
        }
        return new ModelSignature(new ModelSchema.Columns(columns), outputs(session));
    }

    /** Doubles for floats: MLflow refuses doubles for a column of floats, and narrows them itself. */
    private static ColumnType type(Port port) {
        return switch (port.type()) {
            case INT64 -> ColumnType.LONG;
            case INT32, INT16, INT8, UINT8 -> ColumnType.INTEGER;
            case BOOL -> ColumnType.BOOLEAN;
            case STRING -> ColumnType.STRING;
            default -> ColumnType.DOUBLE;
        };
    }

    private static @Nullable ModelSchema outputs(Session session) {
        boolean tensors = session.outputs().stream().allMatch(port -> port.kind() == Port.Kind.TENSOR);
        return tensors ? tensors(session.outputs()) : null;
    }

    private static ModelSchema tensors(List<Port> ports) {
        List<ModelSchema.Tensor> tensors = new ArrayList<>();
        for (Port port : ports) {
            tensors.add(new ModelSchema.Tensor(ports.size() == 1 ? "" : port.name(), port.dtype(), port.shape()));
        }
        return new ModelSchema.Tensors(tensors);
    }
}
