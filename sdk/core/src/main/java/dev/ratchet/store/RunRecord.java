/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.RunStatus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A run as a store keeps it.
 *
 * @param id the store's id
 * @param experimentId the experiment's id in the store
 * @param name the name that people see
 * @param status where the run is
 * @param startTime milliseconds since 1970
 * @param endTime milliseconds since 1970, empty while it runs
 * @param artifactRoot the address below which its artifacts lie
 * @param active false when it was deleted
 * @param params params by key
 * @param metrics the latest point of every metric by key
 * @param tags tags by key
 * @param inputs the datasets it used
 * @param modelIds the ids of the models it made
 */
public record RunRecord(
        String id,
        String experimentId,
        String name,
        RunStatus status,
        long startTime,
        OptionalLong endTime,
        String artifactRoot,
        boolean active,
        Map<String, String> params,
        Map<String, MetricPoint> metrics,
        Map<String, String> tags,
        List<DatasetInput> inputs,
        List<String> modelIds) {

    /** Keeps the order of what it copies. */
    public RunRecord {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        inputs = List.copyOf(inputs);
        modelIds = List.copyOf(modelIds);
    }

    /** Ratchet's key of the run, or empty text for a run that another tool began. */
    public String key() {
        return tags.getOrDefault(StoreTags.RUN_KEY, "");
    }
}
