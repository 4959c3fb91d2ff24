/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.internal.journal.Entry;
import dev.ratchet.store.Batch;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.MetricPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Packs entries into batches within a store's limits; tells which entries a sent batch completes. Not thread-safe. */
final class BatchPacker {

    /** A full batch and how far each writer's journal is delivered once it is acknowledged. */
    record Packed(Batch batch, Map<String, Long> offsets) {}

    private static final Logger LOG = LoggerFactory.getLogger(BatchPacker.class);

    private final BatchLimits limits;
    private final Consumer<Packed> send;
    private final Set<MetricPoint> metrics = new LinkedHashSet<>();
    private final Set<String> metricKeys = new HashSet<>();
    private final Map<String, String> params = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, Long> offsets = new LinkedHashMap<>();

    BatchPacker(BatchLimits limits, Consumer<Packed> send) {
        this.limits = limits;
        this.send = send;
    }

    /** Adds what an entry logs; entries that log no params, metrics or tags only move the offset. */
    void add(String writer, Entry entry, long end) {
        if (entry instanceof Entry.Metrics points) {
            for (int i = 0; i < points.values().length; i++) {
                metric(new MetricPoint(points.keys().get(i), points.values()[i], points.time(), points.step()));
            }
        } else if (entry instanceof Entry.Params more) {
            more.params().forEach(this::param);
        } else if (entry instanceof Entry.Tags more) {
            more.tags().forEach(this::tag);
        }
        offsets.put(writer, end);
    }

    private void metric(MetricPoint point) {
        if (metrics.size() >= limits.metrics()
                || size() >= limits.total()
                || (!metricKeys.contains(point.key()) && metricKeys.size() >= limits.metricKeys())) {
            flush();
        }
        metrics.add(point);
        metricKeys.add(point.key());
    }

    private void param(String key, String value) {
        boolean other = params.containsKey(key) && !value.equals(params.get(key));
        if (other || params.size() >= limits.params() || size() >= limits.total()) {
            flush();
        }
        params.put(key, value);
    }

    private void tag(String key, String value) {
        if (tags.size() >= limits.tags() || size() >= limits.total()) {
            flush();
        }
        if (value.length() > limits.tagLength()) {
            LOG.warn(
                    "tag '{}' has {} characters, the server takes {}: it is cut there; the local store keeps it whole.",
                    key,
                    value.length(),
                    limits.tagLength());
            tags.put(key, value.substring(0, limits.tagLength() - 3) + "...");
        } else {
            tags.put(key, value);
        }
    }

    private int size() {
        return metrics.size() + params.size() + tags.size();
    }

    /** Sends what is packed, if anything. */
    void flush() {
        if (size() == 0 && offsets.isEmpty()) {
            return;
        }
        Packed packed = new Packed(new Batch(List.copyOf(metrics), params, tags), new LinkedHashMap<>(offsets));
        metrics.clear();
        metricKeys.clear();
        params.clear();
        tags.clear();
        offsets.clear();
        send.accept(packed);
    }
}
