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
    RUNS(
            "run",
            Map.ofEntries(
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
                    Map.entry("datasets", Kind.DATASET)),
            Attributes.OF_RUNS,
            Attributes.OF_RUNS,
            Set.of(Field.RUN_ID)),
    /** Registered models. */
    MODELS("registered model", Attributes.REGISTRY, Set.of("name"), Set.of("name"), Set.of("name")),
    /** Versions of registered models. */
    VERSIONS(
            "version",
            Attributes.REGISTRY,
            Set.of("name", Field.VERSION_NUMBER, Field.RUN_ID, "source_path"),
            Set.of("name", Field.VERSION_NUMBER, Field.CREATED),
            Set.of("name", Field.RUN_ID));

    private final String thing;
    private final Map<String, Kind> kinds;
    private final Set<String> inFilters;
    private final Set<String> inOrders;
    private final Set<String> inLists;

    Grammar(String thing, Map<String, Kind> kinds, Set<String> inFilters, Set<String> inOrders, Set<String> inLists) {
        this.thing = thing;
        this.kinds = kinds;
        this.inFilters = inFilters;
        this.inOrders = inOrders;
        this.inLists = inLists;
    }

    /** An enum's own constants are not there yet when its values are made. */
    private static final class Attributes {

        private static final Set<String> OF_RUNS =
                Set.of(Field.RUN_ID, "run_name", "status", Field.START_TIME, Field.END_TIME, "user_id", "artifact_uri");
        private static final Map<String, Kind> REGISTRY =
                Map.of("attribute", Kind.ATTRIBUTE, "tag", Kind.TAG, "tags", Kind.TAG);
    }

    /** What one of them is called. */
    String thing() {
        return thing;
    }

    Map<String, Kind> kinds() {
        return kinds;
    }

    Set<String> attributes(boolean inFilter) {
        return inFilter ? inFilters : inOrders;
    }

    /** Whether a field may be compared with a list. */
    boolean takesLists(Field field) {
        return field.kind() == Kind.DATASET || (field.kind() == Kind.ATTRIBUTE && inLists.contains(field.key()));
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
