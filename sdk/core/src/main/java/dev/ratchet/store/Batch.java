/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;
import java.util.Map;

/**
 * What one call logs. It fits {@link BatchLimits}: a key at most once among the params, no point twice.
 *
 * @param metrics points in any order
 * @param params params by key
 * @param tags tags by key
 */
public record Batch(List<MetricPoint> metrics, Map<String, String> params, Map<String, String> tags) {

    /** Keeps the order of what it copies. */
    public Batch {
        metrics = List.copyOf(metrics);
        params = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(params));
        tags = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(tags));
    }

    /** Only points. */
    public static Batch metrics(List<MetricPoint> metrics) {
        return new Batch(metrics, Map.of(), Map.of());
    }

    /** Only params. */
    public static Batch params(Map<String, String> params) {
        return new Batch(List.of(), params, Map.of());
    }

    /** Only tags. */
    public static Batch tags(Map<String, String> tags) {
        return new Batch(List.of(), Map.of(), tags);
    }

    /** The number of entries. */
    public int size() {
        return metrics.size() + params.size() + tags.size();
    }
}
