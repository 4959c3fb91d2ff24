/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RunStatus;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.json.Json;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that says what the journals of a run say, so that listing runs does not read their journals. It names the
 * journals that it covers and their lengths, and counts for nothing when they have changed.
 */
final class RunSummary {

    private static final Logger LOG = LoggerFactory.getLogger(RunSummary.class);
    private static final long FORMAT = 1;

    private RunSummary() {}

    static @Nullable RunState read(RunFolder folder, Map<String, Long> sizes) {
        try {
            Map<String, @Nullable Object> json = Json.readObject(FileOps.readText(folder.summary()));
            if (!Long.valueOf(FORMAT).equals(json.get("format")) || !sizes.equals(json.get("covers"))) {
                return null;
            }
            return fromJson(folder.key(), json);
        } catch (IOException | RuntimeException e) {
            LOG.debug("no usable summary of run {}: {}", folder.key(), e.getMessage());
            return null;
        }
    }

    static void write(RunFolder folder, RunState state, Map<String, Long> sizes) {
        try {
            FileOps.writeDerived(folder.summary(), Json.write(toJson(state, sizes)));
        } catch (IOException e) {
            LOG.debug("summary of run {} not written: {}", folder.key(), e.getMessage());
        }
    }

    private static Map<String, Object> toJson(RunState state, Map<String, Long> sizes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("covers", sizes);
        json.put("experiment", state.experiment);
        json.put("name", state.name);
        json.put("parent", state.parentKey);
        json.put("status", state.status.name());
        json.put("reason", state.endReason);
        json.put("start", state.startTime);
        json.put("end", state.endTime);
        json.put("last", state.lastTime);
        json.put("deleted", state.deleted);
        json.put("joined", state.joined);
        json.put("lost", state.lost);
        json.put("params", state.params);
        json.put("tags", state.tags);
        List<Object> metrics = new ArrayList<>();
        state.metrics.values().forEach(p -> metrics.add(List.of(p.key(), p.value(), p.timestamp(), p.step())));
        json.put("metrics", metrics);
        List<Object> inputs = new ArrayList<>();
        state.inputs.forEach(i -> inputs.add(
                List.of(i.name(), i.digest(), i.sourceType(), i.source(), i.schema(), i.profile(), i.context())));
        json.put("inputs", inputs);
        List<Object> artifacts = new ArrayList<>();
        state.artifacts.values().forEach(a -> artifacts.add(List.of(a.path(), a.size(), a.sha256())));
        json.put("artifacts", artifacts);
        List<Object> models = new ArrayList<>();
        state.models.values().forEach(m -> models.add(List.of(m.key(), m.name(), m.digest(), m.ready(), m.tags())));
        json.put("models", models);
        List<Object> versions = new ArrayList<>();
        state.versions
                .values()
                .forEach(v -> versions.add(List.of(v.key(), v.name(), v.modelKey(), v.tags(), v.description())));
        json.put("versions", versions);
        json.put("damages", state.damages);
        json.put("refused", state.refused);
        return json;
    }

    private static RunState fromJson(String key, Map<String, @Nullable Object> json) {
        RunState state = new RunState(key);
        state.experiment = text(json.get("experiment"));
        state.name = text(json.get("name"));
        state.parentKey = text(json.get("parent"));
        state.status = RunStatus.valueOf(text(json.get("status")));
        state.endReason = text(json.get("reason"));
        state.startTime = number(json.get("start"));
        state.endTime = number(json.get("end"));
        state.lastTime = number(json.get("last"));
        state.deleted = Boolean.TRUE.equals(json.get("deleted"));
        state.joined = Boolean.TRUE.equals(json.get("joined"));
        state.lost = number(json.get("lost"));
        state.params.putAll(texts(json.get("params")));
        state.tags.putAll(texts(json.get("tags")));
        for (List<?> m : rows(json.get("metrics"))) {
            MetricPoint point = new MetricPoint(text(m.get(0)), real(m.get(1)), number(m.get(2)), number(m.get(3)));
            state.metrics.put(point.key(), point);
        }
        for (List<?> i : rows(json.get("inputs"))) {
            List<String> f = i.stream().map(RunSummary::text).toList();
            state.inputs.add(new DatasetInput(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6)));
        }
        for (List<?> a : rows(json.get("artifacts"))) {
            String path = text(a.get(0));
            state.artifacts.put(path, new RunState.StoredArtifact(path, number(a.get(1)), text(a.get(2))));
        }
        for (List<?> m : rows(json.get("models"))) {
            String model = text(m.get(0));
            state.models.put(
                    model,
                    new RunState.StoredModel(
                            model, text(m.get(1)), text(m.get(2)), Boolean.TRUE.equals(m.get(3)), texts(m.get(4))));
        }
        for (List<?> v : rows(json.get("versions"))) {
            String version = text(v.get(0));
            state.versions.put(
                    version,
                    new RunState.StoredVersion(
                            version, text(v.get(1)), text(v.get(2)), texts(v.get(3)), text(v.get(4))));
        }
        list(json.get("damages")).forEach(damage -> state.damages.add(text(damage)));
        list(json.get("refused")).forEach(words -> state.refused.add(text(words)));
        return state;
    }

    private static List<List<?>> rows(@Nullable Object value) {
        List<List<?>> rows = new ArrayList<>();
        list(value).forEach(row -> rows.add((List<?>) row));
        return rows;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static double real(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble(text(value));
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> texts.put(text(k), text(v)));
        }
        return texts;
    }
}
