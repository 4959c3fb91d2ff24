/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSchema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds an input against the signature of a package, and collects every problem before it refuses. */
public final class SignatureEnforcement {

    private final ModelPackage source;
    private final ModelInput input;
    private final boolean own;
    private final List<String> problems = new ArrayList<>();

    private SignatureEnforcement(ModelPackage source, ModelInput input) {
        this.source = source;
        this.input = input;
        this.own = source.flavor(ModelPackage.OWN_FLAVOR).isPresent();
    }

    /** The input as the schema wants it. */
    public static ModelInput enforce(ModelPackage source, ModelSchema schema, ModelInput input) {
        SignatureEnforcement enforcement = new SignatureEnforcement(source, input);
        ModelInput enforced = schema instanceof ModelSchema.Tensors tensors
                ? enforcement.tensors(tensors.tensors())
                : enforcement.columns((ModelSchema.Columns) schema);
        if (!enforcement.problems.isEmpty()) {
            throw new RatchetException("The rows do not fit the signature of " + source + ": "
                    + String.join("; ", enforcement.problems) + ".");
        }
        return enforced;
    }

    private ModelInput columns(ModelSchema.Columns schema) {
        return schema.named() ? named(schema.columns()) : unnamed(schema.columns());
    }

    private ModelInput named(List<Column> wanted) {
        List<Column> columns = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (Column column : wanted) {
            int position = input.indexOf(column.name());
            if (position >= 0) {
                columns.add(converted(position, column));
                positions.add(position);
            } else if (column.required()) {
                problems.add("column '" + column.name() + "' is missing, which the signature requires");
            }
        }
        return new SelectedColumns(input, columns, positions);
    }

    /** Without names only number and order count, and surplus columns at the end are dropped. */
    private ModelInput unnamed(List<Column> wanted) {
        List<Column> columns = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int given = input.columns().size();
        if (given < wanted.size()) {
            problems.add("the input has " + columns(given) + ", the signature " + wanted.size()
                    + " (it does not name them, so their number and order count)");
        }
        for (int i = 0; i < Math.min(given, wanted.size()); i++) {
            columns.add(converted(i, wanted.get(i)));
            positions.add(i);
        }
        return new SelectedColumns(input, columns, positions);
    }

    private Column converted(int position, Column wanted) {
        Column given = input.columns().get(position);
        boolean text = given.type() == ColumnType.STRING
                && !source.dictionary(given.name()).isEmpty();
        if (text) {
            return given;
        }
        if (!Conversion.allowed(input, position, wanted.type(), own)) {
            problems.add("column '" + given.name() + "' is "
                    + given.type().mlflowName() + ", the signature wants "
                    + wanted.type().mlflowName() + Conversion.hint(given.type(), wanted.type()));
        }
        return new Column(given.name(), wanted.type(), wanted.required());
    }

    private ModelInput tensors(List<ModelSchema.Tensor> tensors) {
        if (tensors.size() != 1 || !tensors.get(0).name().isEmpty()) {
            problems.add("the signature wants " + tensors.size() + " named tensors, which columns cannot fill");
            return input;
        }
        ModelSchema.Tensor tensor = tensors.get(0);
        int given = input.columns().size();
        if (!tensor.shape().equals(List.of(-1L, (long) given))) {
            problems.add("the input has " + columns(given) + ", the signature wants a tensor of shape " + tensor.shape()
                    + ", which names no columns, so their number and order count");
        }
        String dtype = Conversion.dtype(input.columns());
        // An exact widening: Python refuses it only because its arrays have one type.
        boolean widened = dtype.equals("float32") && tensor.dtype().equals("float64");
        if (!dtype.equals(tensor.dtype()) && !widened) {
            problems.add("the columns " + types() + " make a tensor of " + dtype + ", the signature wants "
                    + tensor.dtype());
        }
        return input;
    }

    private Set<String> types() {
        Set<String> types = new TreeSet<>();
        input.columns().forEach(column -> types.add(column.type().mlflowName()));
        return types;
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }
}
