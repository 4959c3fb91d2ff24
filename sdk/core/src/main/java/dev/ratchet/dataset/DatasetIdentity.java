/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import dev.ratchet.internal.json.Json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a dataset is: a small value that can be logged without the data.
 *
 * @param name the name that MLflow shows; not empty
 * @param source where the data came from
 * @param schema MLflow's schema as JSON-like values ({@code mlflow_colspec} or {@code mlflow_tensorspec})
 * @param profile facts about the data as JSON-like values ({@code num_rows}, ...)
 * @param digests the digests, the first of them the one that MLflow shows; at least one
 */
public record DatasetIdentity(
        String name, DatasetSource source, Map<String, ?> schema, Map<String, ?> profile, List<DatasetDigest> digests) {

    /** Checks that there is a name and a digest; copies the collections. */
    public DatasetIdentity {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A dataset needs a name.");
        }
        if (digests.isEmpty()) {
            throw new IllegalArgumentException("Dataset '" + name + "' needs at least one digest.");
        }
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        profile = Collections.unmodifiableMap(new LinkedHashMap<>(profile));
        digests = List.copyOf(digests);
    }

    /** The digest that MLflow shows: the first one, cut to 32 digits. */
    public String mlflowDigest() {
        return digests.get(0).forMlflow();
    }

    /** The digest of a kind, empty where this dataset has none. */
    public Optional<DatasetDigest> digest(String kind) {
        return digests.stream().filter(digest -> digest.kind().equals(kind)).findFirst();
    }

    /** The same identity under another name. */
    public DatasetIdentity withName(String newName) {
        return new DatasetIdentity(newName, source, schema, profile, digests);
    }

    /** The schema as MLflow stores it: JSON text. */
    public String schemaJson() {
        return Json.write(schema);
    }

    /** The profile as MLflow stores it: JSON text, with every digest and its kind under {@code digests}. */
    public String profileJson() {
        Map<String, Object> all = new LinkedHashMap<>(profile);
        Map<String, String> byKind = new LinkedHashMap<>();
        digests.forEach(digest -> byKind.put(digest.kind(), digest.hex()));
        all.put("digests", byKind);
        return Json.write(all);
    }
}
