/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.RefusedException;
import dev.ratchet.RunStatus;
import dev.ratchet.store.Batch;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One run and what it logged. Guarded by its store. */
final class MemoryRun {

    static final BatchLimits LIMITS = BatchLimits.MLFLOW;

    final String id;
    final NewRun created;
    private final String artifactRoot;
    private final Map<String, String> params = new TreeMap<>();
    private final Map<String, String> tags;
    private final Map<String, NavigableSet<MetricPoint>> metrics = new TreeMap<>();
    private final List<DatasetInput> inputs = new ArrayList<>();
    /** The models that are ready. */
    final Set<String> modelIds = new LinkedHashSet<>();

    private RunStatus status = RunStatus.RUNNING;
    private OptionalLong endTime = OptionalLong.empty();
    boolean deleted;

    MemoryRun(String id, NewRun created, String artifactRoot) {
        this.id = id;
        this.created = created;
        this.artifactRoot = artifactRoot;
        this.tags = new TreeMap<>(created.tags());
    }

    RunRecord toRecord() {
        Map<String, MetricPoint> latest = new LinkedHashMap<>();
        metrics.forEach((key, points) -> latest.put(key, points.last()));
        return new RunRecord(
                id,
                created.experimentId(),
                created.name(),
                status,
                created.startTime(),
                endTime,
                artifactRoot,
                !deleted,
                params,
                latest,
                tags,
                inputs,
                List.copyOf(modelIds));
    }

    void update(RunStatus newStatus, long time) {
        status = newStatus;
        endTime = newStatus.isTerminal() ? OptionalLong.of(time) : OptionalLong.empty();
    }

    List<MetricPoint> history(String key) {
        NavigableSet<MetricPoint> points = metrics.get(key);
        return points == null ? List.of() : List.copyOf(points);
    }

    /** Checks all before anything is changed. */
    void log(Batch batch) {
        check(batch);
        params.putAll(batch.params());
        tags.putAll(batch.tags());
        batch.metrics().forEach(this::add);
    }

    private void check(Batch batch) {
        atMost(batch.metrics().size(), LIMITS.metrics(), "metrics");
        atMost(batch.params().size(), LIMITS.params(), "params");
        atMost(batch.tags().size(), LIMITS.tags(), "tags");
        atMost(batch.size(), LIMITS.total(), "entries");
        batch.metrics().forEach(point -> MemoryNames.checkKey("metric", point.key()));
        batch.tags().keySet().forEach(key -> MemoryNames.checkKey("tag", key));
        batch.params().forEach((key, value) -> {
            MemoryNames.checkKey("param", key);
            String first = params.getOrDefault(key, value);
            if (!first.equals(value)) {
                throw new RefusedException("Changing param values is not allowed: '" + key + "' of run " + id + " is '"
                        + first + "', the new value is '" + value + "'.");
            }
        });
    }

    private static void atMost(int size, int limit, String what) {
        if (size > limit) {
            throw new RefusedException("A batch has at most " + limit + " " + what + ", but got " + size + ".");
        }
    }

    void addAll(List<MetricPoint> points) {
        points.forEach(point -> MemoryNames.checkKey("metric", point.key()));
        points.forEach(this::add);
    }

    private void add(MetricPoint point) {
        metrics.computeIfAbsent(point.key(), any -> new TreeSet<>(MetricPoint.LATEST_LAST))
                .add(point);
    }

    void use(DatasetInput input) {
        boolean known = inputs.stream()
                .anyMatch(before ->
                        before.name().equals(input.name()) && before.digest().equals(input.digest()));
        if (!known) {
            inputs.add(input);
        }
    }
}
