/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.dataset;

import dev.ratchet.internal.json.Json;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a dataset is: a small value that can be logged without the data.
 *
 * @param name the name that MLflow shows; not empty
 * @param source where the data came from
 * @param schema MLflow's schema as JSON-like values ({@code mlflow_colspec} or {@code mlflow_tensorspec})
 * @param profile facts about the data as JSON-like values ({@code num_rows}, ...)
 * @param digests the digests, the first of them the one that MLflow shows; at least one
 * @param describer what can say more about the data to a run that uses it; two identities may be equal without it
 */
public record DatasetIdentity(
        String name,
        DatasetSource source,
        Map<String, ?> schema,
        Map<String, ?> profile,
        List<DatasetDigest> digests,
        Describer describer) {

    /** Says more about data than its identity, such as how it was split. Asked when a run uses the data, not before. */
    @FunctionalInterface
    public interface Describer {

        /** Has no more to say. */
        Describer SILENT = label -> new Description(Map.of(), Map.of(), Map.of());

        /**
         * Describes the data; may read every row of it.
         *
         * @param label the column that is to be predicted; empty where that is not known
         */
        Description describe(String label);
    }

    /**
     * What a run keeps of data beside its identity.
     *
     * @param profile facts that go into the profile, as JSON-like values
     * @param artifacts texts by the path of the run's artifact
     * @param tags tags of the run
     */
    public record Description(Map<String, ?> profile, Map<String, String> artifacts, Map<String, String> tags) {

        /** Copies the maps; they keep their order. */
        public Description {
            profile = Collections.unmodifiableMap(new LinkedHashMap<>(profile));
            artifacts = Collections.unmodifiableMap(new LinkedHashMap<>(artifacts));
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        }
    }

    /** An identity with no more to say. */
    public DatasetIdentity(
            String name,
            DatasetSource source,
            Map<String, ?> schema,
            Map<String, ?> profile,
            List<DatasetDigest> digests) {
        this(name, source, schema, profile, digests, Describer.SILENT);
    }

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
        return new DatasetIdentity(newName, source, schema, profile, digests, describer);
    }

    /** The same identity, described by another. */
    public DatasetIdentity withDescriber(Describer other) {
        return new DatasetIdentity(name, source, schema, profile, digests, other);
    }

    /**
     * The same identity with all that is to be said about the data: what goes into the profile is there, and the rest is
     * known, so that the data may be gone when a run logs it. A description that fails is left out, and its tag says so.
     *
     * @param label the column that is to be predicted; empty where that is not known
     */
    public DatasetIdentity described(String label) {
        Description known = describe(label);
        Map<String, Object> more = new LinkedHashMap<>(profile);
        more.putAll(known.profile());
        Description rest = new Description(Map.of(), known.artifacts(), known.tags());
        return new DatasetIdentity(name, source, schema, more, digests, any -> rest);
    }

    private Description describe(String label) {
        try {
            return describer.describe(label);
        } catch (RuntimeException e) {
            return new Description(
                    Map.of(),
                    Map.of(),
                    Map.of("ratchet.dataset.undescribed." + name, "only the identity is known: " + e.getMessage()));
        }
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

    /** Whether all but the describers are equal: what an identity can say about its data is not who the data is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatasetIdentity that
                && name.equals(that.name)
                && source.equals(that.source)
                && schema.equals(that.schema)
                && profile.equals(that.profile)
                && digests.equals(that.digests);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, source, schema, profile, digests);
    }
}
