/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import dev.ratchet.internal.json.Json;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model takes and gives, in MLflow's terms.
 *
 * @param inputs the inputs: columns for tables, tensors otherwise
 * @param outputs the outputs, null where they are not known
 */
public record ModelSignature(ModelSchema inputs, @Nullable ModelSchema outputs) {

    /** A signature of named columns that gives one unnamed tensor of 32-bit floats per row. */
    public static ModelSignature ofColumns(List<Column> inputs, long... outputShape) {
        return new ModelSignature(new ModelSchema.Columns(inputs), ModelSchema.Tensors.of("float32", outputShape));
    }

    /** The input columns, empty for tensors. */
    public List<Column> inputColumns() {
        return inputs instanceof ModelSchema.Columns columns ? columns.columns() : List.of();
    }

    /** The map that MLmodel holds under {@code signature}: JSON texts. */
    public Map<String, @Nullable Object> toMlmodel() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("inputs", Json.write(inputs.toJsonValue()));
        map.put("outputs", outputs == null ? null : Json.write(outputs.toJsonValue()));
        map.put("params", null);
        return map;
    }

    /** Reads what MLmodel holds under {@code signature}; empty where there is no input schema. */
    public static Optional<ModelSignature> fromMlmodel(@Nullable Object signature) {
        if (!(signature instanceof Map<?, ?> map) || !(map.get("inputs") instanceof String inputs)) {
            return Optional.empty();
        }
        ModelSchema output = map.get("outputs") instanceof String text ? ModelSchema.fromJson(text) : null;
        return Optional.of(new ModelSignature(ModelSchema.fromJson(inputs), output));
    }
}
