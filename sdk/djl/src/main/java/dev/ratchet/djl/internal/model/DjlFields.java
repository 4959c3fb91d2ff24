/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl.internal.model;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.ratchet.RatchetException;
import dev.ratchet.djl.Outputs;
import dev.ratchet.model.ModelPackage;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What loading needs of the flavor {@code djl}.
 *
 * @param modelName the model's name, by which DJL finds the parameters
 * @param engine DJL's name of the engine
 * @param row the shape of a row
 * @param type what the block takes
 * @param output what the scores are
 * @param missing what stands in for missing values; NaN where nothing does
 * @param applied what is applied after the block: {@code softmax}, {@code sigmoid}, or null
 * @param blockFactory the class that makes the block, null where {@code block.json} says it
 * @param translator the class that DJL Serving translates with, or null
 * @param parameterDigest the digest of the parameters
 */
public record DjlFields(
        String modelName,
        String engine,
        Shape row,
        DataType type,
        Outputs output,
        float missing,
        @Nullable String applied,
        @Nullable String blockFactory,
        @Nullable String translator,
        String parameterDigest) {

    /** The flavor. */
    public static final String FLAVOR = "djl";
    /** The file of the block's description. */
    public static final String BLOCK = "block.json";
    /** The file of the normalisation. */
    public static final String NORMALIZATION = "normalization.json";
    /** The folder of jars. */
    public static final String LIBS = "libs";

    /** What the name of a model may be. */
    static final String NAME = "[\\w.-]+";

    /** The file of the parameters; its number is fixed, so that saving again gives the same package. */
    public String data() {
        return modelName + "-0000.params";
    }

    /** As MLmodel has it. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("data", data());
        map.put("model_name", modelName);
        map.put("engine", engine);
        map.put("block", blockFactory == null ? BLOCK : null);
        map.put("block_factory", blockFactory);
        map.put("translator", translator);
        map.put("input_shape", java.util.Arrays.stream(row.getShape()).boxed().toList());
        map.put("data_type", type.name().toLowerCase(Locale.ROOT));
        map.put("output", output.name().toLowerCase(Locale.ROOT));
        map.put("missing", Float.isNaN(missing) ? null : (Object) (double) missing);
        map.put("applied", applied);
        map.put("parameter_digest", parameterDigest);
        return map;
    }

    /**
     * Reads them.
     *
     * @throws RatchetException when the package has not the flavor, or a field is missing or not understood
     */
    public static DjlFields of(ModelPackage source) {
        Map<String, @Nullable Object> map = source.flavor(FLAVOR)
                .orElseThrow(() -> new RatchetException(source + " has no flavor '" + FLAVOR + "'."));
        try {
            return new DjlFields(
                    name(text(source, map, "model_name")),
                    text(source, map, "engine"),
                    shape(map.get("input_shape")),
                    DataType.valueOf(text(source, map, "data_type").toUpperCase(Locale.ROOT)),
                    Outputs.valueOf(text(source, map, "output").toUpperCase(Locale.ROOT)),
                    number(map.get("missing")),
                    optional(map, "applied"),
                    optional(map, "block_factory"),
                    optional(map, "translator"),
                    text(source, map, "parameter_digest"));
        } catch (IllegalArgumentException e) {
            throw new RatchetException(
                    "The flavor djl of " + source + " is not understood: " + e.getMessage()
                            + ". It may come from a later version of Ratchet.",
                    e);
        }
    }

    /** DJL looks for files of this name, so it must not lead out of the package. */
    private static String name(String modelName) {
        if (!modelName.matches(NAME)) {
            throw new IllegalArgumentException("model_name is '" + modelName
                    + "', but it is part of a file name and must have letters, digits, '_', '.' and '-' only");
        }
        return modelName;
    }

    private static float number(@Nullable Object missing) {
        if (missing == null) {
            return Float.NaN;
        }
        if (!(missing instanceof Number number)) {
            throw new IllegalArgumentException("missing is no number: " + missing);
        }
        return number.floatValue();
    }

    private static Shape shape(@Nullable Object sizes) {
        if (!(sizes instanceof List<?> list)) {
            throw new IllegalArgumentException("input_shape is no list: " + sizes);
        }
        return new Shape(list.stream()
                .mapToLong(size -> size instanceof Number number ? number.longValue() : -1)
                .toArray());
    }

    private static String text(ModelPackage source, Map<String, @Nullable Object> map, String key) {
        String value = optional(map, key);
        if (value == null) {
            throw new RatchetException("The flavor djl of " + source + " has no field '" + key + "'.");
        }
        return value;
    }

    private static @Nullable String optional(Map<String, @Nullable Object> map, String key) {
        Object value = map.get(key);
        return value == null ? null : String.valueOf(value);
    }
}
