/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.JsonText;
import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as JSON; every command shows it so. */
final class RunJson {

    private RunJson() {}

    static Map<String, @Nullable Object> of(RunRecord run, String experiment) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("key", run.key().isEmpty() ? null : run.key());
        json.put("name", run.name());
        json.put("experiment", experiment);
        json.put("experiment_id", run.experimentId());
        json.put("status", run.status().name());
        json.put("start_time", run.startTime());
        json.put("start_time_iso", Texts.iso(run.startTime()));
        json.put("end_time", run.endTime());
        json.put(
                "end_time_iso",
                run.endTime().isPresent() ? Texts.iso(run.endTime().getAsLong()) : null);
        json.put("duration_ms", run.endTime().isPresent() ? run.endTime().getAsLong() - run.startTime() : null);
        json.put("params", run.params());
        Map<String, Object> metrics = new LinkedHashMap<>();
        run.metrics().forEach((key, point) -> metrics.put(key, point(point)));
        json.put("metrics", metrics);
        json.put("tags", run.tags());
        List<Object> datasets = new ArrayList<>();
        run.inputs().forEach(input -> datasets.add(dataset(input)));
        json.put("datasets", datasets);
        json.put("model_ids", run.modelIds());
        json.put("artifact_root", run.artifactRoot());
        return json;
    }

    private static Map<String, Object> point(MetricPoint point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", point.value());
        json.put("step", point.step());
        json.put("timestamp", point.timestamp());
        return json;
    }

    private static Map<String, @Nullable Object> dataset(DatasetInput input) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", input.name());
        json.put("context", input.context());
        json.put("digest", input.digest());
        json.put("source_type", input.sourceType());
        json.put("source", parsed(input.source()));
        json.put("schema", parsed(input.schema()));
        json.put("profile", parsed(input.profile()));
        return json;
    }

    private static @Nullable Object parsed(String text) {
        return text.isEmpty()
                ? null
                : JsonText.readObject(text)
                        .<@Nullable Object>map(object -> object)
                        .orElse(text);
    }
}
