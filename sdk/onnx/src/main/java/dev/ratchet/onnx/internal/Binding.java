/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx.internal;

import ai.onnxruntime.OnnxJavaType;
import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import dev.ratchet.model.ModelPackage;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the columns for the inputs of a graph: for one input all of them in the order of the signature, for several
 * each the column of its name, as {@code mlflow.pyfunc} does. Collects every problem. Used by one thread.
 */
final class Binding {

    private final ModelPackage source;
    private final List<Port> ports;
    private final List<String> problems = new ArrayList<>();

    Binding(ModelPackage source, List<Port> ports) {
        this.source = source;
        this.ports = ports;
    }

    List<String> problems() {
        return problems;
    }

    /** The inputs' columns; to be used only where there is no problem. */
    List<Feed> feeds(ModelInput input) {
        List<Feed> feeds = new ArrayList<>();
        if (ports.size() == 1) {
            feeds.add(whole(ports.get(0), input, positions(input)));
        } else {
            ports.forEach(port -> feeds.add(single(port, input)));
        }
        return feeds;
    }

    private @Nullable ModelSchema schema() {
        return source.signature().map(ModelSignature::inputs).orElse(null);
    }

    /** Of an input that was held against the signature: a column that may be absent is -1. */
    private int[] positions(ModelInput input) {
        return schema() instanceof ModelSchema.Columns columns && columns.named()
                ? columns.columns().stream()
                        .mapToInt(column -> input.indexOf(column.name()))
                        .toArray()
                : IntStream.range(0, input.columns().size()).toArray();
    }

    private Feed whole(Port port, ModelInput input, int[] positions) {
        List<Long> sizes = sizes(port, positions.length);
        if (sizes.isEmpty()
                || sizes.stream().skip(1).reduce(1L, (left, right) -> left * right) != positions.length
                || sizes.contains(-1L)) {
            problems.add("the input " + port + " takes "
                    + (port.width() < 0 ? "rows of that shape" : count(port.width(), "value") + " a row")
                    + ", but there " + (positions.length == 1 ? "is " : "are ") + count(positions.length, "column")
                    + " "
                    + names(input));
        }
        checkTypes(port, input, positions);
        return new Feed(port, positions, sizes);
    }

    /** The sizes of a batch, the number of rows first as 0; -1 where a size is not known. */
    private List<Long> sizes(Port port, int width) {
        List<Long> sizes = new ArrayList<>(port.shape());
        if (sizes.isEmpty()) {
            return sizes;
        }
        sizes.set(0, 0L);
        if (sizes.stream().filter(size -> size < 0).count() > 1
                && schema() instanceof ModelSchema.Tensors tensors
                && tensors.tensors().get(0).shape().size() == sizes.size()) {
            List<Long> signed = tensors.tensors().get(0).shape();
            for (int i = 1; i < sizes.size(); i++) {
                sizes.set(i, sizes.get(i) < 0 ? signed.get(i) : sizes.get(i));
            }
        }
        int open = sizes.indexOf(-1L);
        long known = sizes.stream().skip(1).filter(size -> size >= 0).reduce(1L, (left, right) -> left * right);
        if (open > 0 && open == sizes.lastIndexOf(-1L) && known > 0 && width % known == 0) {
            sizes.set(open, width / known);
        }
        return sizes;
    }

    private Feed single(Port port, ModelInput input) {
        int position = input.indexOf(port.name());
        boolean optional = schema() instanceof ModelSchema.Columns columns
                && columns.columns().stream()
                        .anyMatch(column -> column.name().equals(port.name()) && !column.required());
        if (position < 0 && !optional) {
            problems.add("the input " + port + " has no column of its name, the columns are " + names(input));
        }
        if (port.width() > 1 || port.shape().isEmpty()) {
            problems.add("the input " + port + " of a model of " + ports.size()
                    + " inputs takes rows of several values or none; a column gives one value a row");
        }
        int[] positions = {position};
        checkTypes(port, input, positions);
        List<Long> sizes = new ArrayList<>(port.shape());
        sizes.replaceAll(size -> 1L);
        return new Feed(port, positions, sizes);
    }

    private void checkTypes(Port port, ModelInput input, int[] positions) {
        if (port.kind() != Port.Kind.TENSOR || !Feed.TYPES.contains(port.type())) {
            problems.add(
                    "the input " + port + " is of a kind that columns cannot fill; they fill tensors of " + Feed.TYPES);
            return;
        }
        boolean texts = port.type() == OnnxJavaType.STRING;
        Arrays.stream(positions).filter(position -> position >= 0).forEach(position -> {
            Column column = input.columns().get(position);
            boolean fits = texts ? !column.type().isNumeric() : column.type().isNumeric();
            if (!fits) {
                problems.add("column '" + column.name() + "' is "
                        + column.type().mlflowName() + ", the input " + port + " takes "
                        + (texts ? "texts" : "numbers"));
            }
        });
    }

    private static List<String> names(ModelInput input) {
        return input.columns().stream().map(Column::name).toList();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
