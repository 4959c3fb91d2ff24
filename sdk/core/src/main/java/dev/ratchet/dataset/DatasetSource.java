/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where data came from, in MLflow's terms.
 *
 * @param type MLflow's source type: {@code local}, {@code http}, {@code s3}, {@code code}, ...
 * @param fields what MLflow stores of it, as JSON-like values: {@code {"uri": ...}} for local files
 */
public record DatasetSource(String type, Map<String, ?> fields) {

    /** Copies the fields. */
    public DatasetSource {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A local file or directory. */
    public static DatasetSource local(Path path) {
        return new DatasetSource(
                "local", Map.of("uri", path.toAbsolutePath().normalize().toString()));
    }

    /** An address; its scheme becomes the type, {@code https} becomes {@code http}, user information is dropped. */
    public static DatasetSource uri(URI uri) {
        String scheme = uri.getScheme() == null ? "local" : uri.getScheme();
        String text =
                uri.getRawUserInfo() == null ? uri.toString() : uri.toString().replace(uri.getRawUserInfo() + "@", "");
        return scheme.startsWith("http")
                ? new DatasetSource("http", Map.of("url", text))
                : new DatasetSource(scheme, Map.of("uri", text));
    }

    /** Data that the training program made itself; a run fills in its user and source name. */
    public static DatasetSource code() {
        return new DatasetSource("code", Map.of());
    }
}
