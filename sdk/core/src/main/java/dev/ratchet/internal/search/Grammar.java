/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.internal.search.Field.Kind;

import java.util.Map;
import java.util.Set;

/** What filters and orders of one kind of records may name. */
public enum Grammar {
    /** Runs. */
    RUNS("run"),
    /** Registered models. */
    MODELS("registered model"),
    /** Versions of registered models. */
    VERSIONS("version");

    private static final String NAME = "name";
    private static final Map<String, Kind> KINDS_OF_RUNS = Map.ofEntries(
            Map.entry("metric", Kind.METRIC),
            Map.entry("metrics", Kind.METRIC),
            Map.entry("param", Kind.PARAM),
            Map.entry("params", Kind.PARAM),
            Map.entry("parameter", Kind.PARAM),
            Map.entry("parameters", Kind.PARAM),
            Map.entry("tag", Kind.TAG),
            Map.entry("tags", Kind.TAG),
            Map.entry("attribute", Kind.ATTRIBUTE),
            Map.entry("attributes", Kind.ATTRIBUTE),
            Map.entry("attr", Kind.ATTRIBUTE),
            Map.entry("run", Kind.ATTRIBUTE),
            Map.entry("dataset", Kind.DATASET),
            Map.entry("datasets", Kind.DATASET));
    private static final Map<String, Kind> KINDS_OF_THE_REGISTRY =
            Map.of("attribute", Kind.ATTRIBUTE, "tag", Kind.TAG, "tags", Kind.TAG);
    private static final Set<String> OF_RUNS =
            Set.of(Field.RUN_ID, "run_name", "status", Field.START_TIME, Field.END_TIME, "user_id", "artifact_uri");
    private static final Set<String> OF_MODELS = Set.of(NAME);
    private static final Set<String> OF_VERSIONS = Set.of(NAME, Field.VERSION_NUMBER, Field.RUN_ID, "source_path");
    private static final Set<String> ORDERS_OF_VERSIONS = Set.of(NAME, Field.VERSION_NUMBER, Field.CREATED);

    private final String thing;

    Grammar(String thing) {
        this.thing = thing;
    }

    /** What one of them is called. */
    String thing() {
        return thing;
    }

    Map<String, Kind> kinds() {
        return this == RUNS ? KINDS_OF_RUNS : KINDS_OF_THE_REGISTRY;
    }

    Set<String> attributes(boolean inFilter) {
        return switch (this) {
            case RUNS -> OF_RUNS;
            case MODELS -> OF_MODELS;
            case VERSIONS -> inFilter ? OF_VERSIONS : ORDERS_OF_VERSIONS;
        };
    }

    /** Whether a field may be compared with a list. */
    boolean takesLists(Field field) {
        if (field.kind() != Kind.ATTRIBUTE) {
            return field.kind() == Kind.DATASET;
        }
        return field.key().equals(Field.RUN_ID) || field.key().equals(NAME);
    }

    /** What messages say is allowed. */
    String fields(boolean inFilter) {
        return switch (this) {
            case RUNS -> Words.FIELDS;
            case MODELS -> inFilter ? Words.MODEL_FIELDS : Words.MODEL_ORDERS;
            case VERSIONS -> inFilter ? Words.VERSION_FIELDS : Words.VERSION_ORDERS;
        };
    }

    /** What messages say is allowed where a comparison begins. */
    String clause() {
        return this == RUNS ? Words.CLAUSE : Words.REGISTRY_CLAUSE;
    }
}
