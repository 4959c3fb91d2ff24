/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of the class path.
 *
 * @param group the groupId; null when the path does not tell
 * @param name the artifactId, the file's name, or the path of a directory
 * @param version null when unknown
 * @param container the jar that holds it, for libraries inside another jar; else null
 */
record Artifact(
        @Nullable String group,
        String name,
        @Nullable String version,
        @Nullable String container) {

    private static final String[] NOTABLE = {
        "ratchet-",
        "xgboost4j",
        "arrow-",
        "onnxruntime",
        "duckdb_jdbc",
        "mlflow-",
        "pytorch-",
        "tensorflow-",
        "spark-core",
        "spark-mllib",
        "scala-library",
        "kotlin-stdlib"
    };

    /** Whether results may depend on its version more than on that of others. */
    boolean notable() {
        if (version == null) {
            return false;
        }
        if ("ai.djl".equals(group) || (group != null && group.startsWith("ai.djl."))) {
            return true;
        }
        for (String prefix : NOTABLE) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The group where it is needed to know the artifact, and the name. */
    String id() {
        return group == null ? name : group + ":" + name;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (group != null) {
            json.put("group", group);
        }
        json.put("name", name);
        if (version != null) {
            json.put("version", version);
        }
        if (container != null) {
            json.put("in", container);
        }
        return json;
    }
}
