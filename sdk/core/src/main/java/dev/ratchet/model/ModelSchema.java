/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import dev.ratchet.internal.json.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One side of a signature: columns or tensors, never mixed. */
public sealed interface ModelSchema {

    /** Named, typed columns. */
    record Columns(List<Column> columns) implements ModelSchema {

        /** Copies the columns. */
        public Columns {
            columns = List.copyOf(columns);
        }

        /**
         * Whether the columns are told apart by name. MLflow allows columns without names, which are read here as
         * {@code 0}, {@code 1}, {@code 2}, ...; then number and order count.
         */
        public boolean named() {
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).name().equals(String.valueOf(i))) {
                    return true;
                }
            }
            return columns.isEmpty();
        }

        @Override
        public List<Map<String, Object>> toJsonValue() {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Column column : columns) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("type", column.type().mlflowName());
                entry.put("name", column.name());
                entry.put("required", column.required());
                all.add(entry);
            }
            return all;
        }
    }

    /** Tensors; one of them may go without a name. */
    record Tensors(List<Tensor> tensors) implements ModelSchema {

        /** Copies the tensors. */
        public Tensors {
            tensors = List.copyOf(tensors);
        }

        /** One unnamed tensor; -1 stands for any length. */
        public static Tensors of(String dtype, long... shape) {
            List<Long> sizes = new ArrayList<>();
            for (long size : shape) {
                sizes.add(size);
            }
            return new Tensors(List.of(new Tensor("", dtype, sizes)));
        }

        @Override
        public List<Map<String, Object>> toJsonValue() {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Tensor tensor : tensors) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("type", "tensor");
                if (!tensor.name().isEmpty()) {
                    entry.put("name", tensor.name());
                }
                Map<String, Object> spec = new LinkedHashMap<>();
                spec.put("dtype", tensor.dtype());
                spec.put("shape", tensor.shape());
                entry.put("tensor-spec", spec);
                all.add(entry);
            }
            return all;
        }
    }

    /**
     * A tensor.
     *
     * @param name the name, or empty
     * @param dtype NumPy's name of the type of the elements: {@code float32}, ...
     * @param shape the sizes, -1 for any
     */
    record Tensor(String name, String dtype, List<Long> shape) {

        /** Copies the shape. */
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /** The list that MLflow writes as JSON. */
    List<Map<String, Object>> toJsonValue();

    /**
     * Reads MLflow's JSON list.
     *
     * @throws IllegalArgumentException when it is not one, or mixes columns and tensors
     */
    static ModelSchema fromJson(String json) {
        List<Column> columns = new ArrayList<>();
        List<Tensor> tensors = new ArrayList<>();
        if (!(Json.read(json) instanceof List<?> entries)) {
            throw new IllegalArgumentException("A signature is a JSON list, but got: " + json);
        }
        for (Object entry : entries) {
            Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(entry);
            if ("tensor".equals(map.get("type"))) {
                tensors.add(tensor(map));
            } else {
                columns.add(column(map, columns.size()));
            }
        }
        if (!columns.isEmpty() && !tensors.isEmpty()) {
            throw new IllegalArgumentException("A signature has columns or tensors, not both: " + json);
        }
        return tensors.isEmpty() ? new Columns(columns) : new Tensors(tensors);
    }

    private static Column column(Map<?, ?> map, int position) {
        String name = map.get("name") == null ? String.valueOf(position) : String.valueOf(map.get("name"));
        boolean required = !Boolean.FALSE.equals(map.get("required"));
        return new Column(name, ColumnType.ofMlflow(String.valueOf(map.get("type"))), required);
    }

    private static Tensor tensor(Map<?, ?> map) {
        @Nullable Object spec = map.get("tensor-spec");
        if (!(spec instanceof Map<?, ?> fields) || !(fields.get("shape") instanceof List<?> sizes)) {
            throw new IllegalArgumentException("A tensor needs a tensor-spec with dtype and shape: " + map);
        }
        List<Long> shape = sizes.stream()
                .map(size -> ((Number) Objects.requireNonNull(size)).longValue())
                .toList();
        String name = map.get("name") == null ? "" : String.valueOf(map.get("name"));
        return new Tensor(name, String.valueOf(fields.get("dtype")), shape);
    }
}
