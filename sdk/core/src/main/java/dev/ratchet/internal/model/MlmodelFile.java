/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.model;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.io.FileOps;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes the YAML of an MLmodel file. */
public final class MlmodelFile {

    private MlmodelFile() {}

    /** The content of a file. */
    public static Map<String, @Nullable Object> read(Path file) {
        try {
            Object content =
                    new Load(LoadSettings.builder().setLabel("MLmodel").build()).loadFromString(FileOps.readText(file));
            if (content instanceof Map<?, ?>) {
                return map(content);
            }
            throw new RatchetException("'" + file + "' is no MLmodel file: it is not a YAML mapping.");
        } catch (YamlEngineException e) {
            throw new RatchetException("'" + file + "' cannot be read as YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RatchetException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** The text of a file. */
    public static String write(Map<String, ? extends @Nullable Object> content) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(Integer.MAX_VALUE)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(content);
    }

    /** A mapping, empty where the value is none; changes to it do not reach the original. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? new LinkedHashMap<>((Map<String, @Nullable Object>) map)
                : new LinkedHashMap<>();
    }

    /** The fields of our own flavor, to be changed. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> own(Map<String, @Nullable Object> mlmodel) {
        Map<String, Map<String, @Nullable Object>> flavors =
                (Map<String, Map<String, @Nullable Object>>) java.util.Objects.requireNonNull(mlmodel.get("flavors"));
        return java.util.Objects.requireNonNull(flavors.get("ratchet"));
    }
}
