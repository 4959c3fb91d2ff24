/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.RunRecord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Models on MLflow 2, which has no logged models: their files lie among the run's artifacts, and a tag of the run for
 * each model keeps what MLflow 3 would keep.
 */
final class RunModels {

    private static final String TAG_PREFIX = "ratchet.model.record.";
    private static final int LONGEST_TAG = 5000;

    private final Transport transport;
    private final Runs runs;

    RunModels(Transport transport, Runs runs) {
        this.transport = transport;
        this.runs = runs;
    }

    /** Creates a model; one with the same key is returned as it is. */
    ModelRecord create(NewModel model) {
        RunRecord run = runs.get(model.runId());
        Optional<ModelRecord> same = read(run, tagOf(model.key()));
        if (same.isPresent()) {
            return same.get();
        }
        String path = freePath(run, model.name());
        ObjectNode kept =
                JsonText.object().put("name", model.name()).put("path", path).put("ready", false);
        ObjectNode tags = kept.putObject("tags");
        model.tags().forEach(tags::put);
        ModelRecord created = record(run, kept);
        try {
            write(run.id(), tagOf(model.key()), kept);
        } catch (UnavailableException e) {
            // It is a tag under the model's key: trying again makes no second model, so there is nothing to look for.
            throw new UnavailableException(String.valueOf(e.getMessage()), false, e);
        }
        return created;
    }

    List<ModelRecord> byKey(String runId, String key) {
        return read(runs.get(runId), tagOf(key)).map(List::of).orElse(List.of());
    }

    /** The model in a folder of a run's artifacts, whoever put it there. */
    ModelRecord at(String runId, String path) {
        RunRecord run = runs.get(runId);
        for (String tag : tagsOf(run)) {
            Optional<ModelRecord> known =
                    read(run, tag).filter(model -> model.artifactPath().equals(path));
            if (known.isPresent()) {
                return known.get();
            }
        }
        return record(run, JsonText.object().put("name", path).put("path", path).put("ready", true));
    }

    void finish(ModelRecord model, String mlmodelJson) {
        RunRecord run = runs.get(model.runId());
        if (!RunReader.historyPaths(run.tags()).contains(model.artifactPath())) {
            transport.json(Call.post(
                    Api.LOG_MODEL,
                    JsonText.object().put("run_id", model.runId()).put("model_json", mlmodelJson)));
        }
        for (String tag : tagsOf(run)) {
            ObjectNode kept = kept(run, tag);
            if (kept != null && Fields.text(kept, "path").equals(model.artifactPath())) {
                write(run.id(), tag, kept.put("ready", true));
            }
        }
    }

    void delete(ModelRecord model) {
        RunRecord run = runs.get(model.runId());
        for (String tag : tagsOf(run)) {
            ObjectNode kept = kept(run, tag);
            if (kept != null && Fields.text(kept, "path").equals(model.artifactPath())) {
                Optional<String> files = ArtifactPaths.proxied(transport.server(), model.artifactRoot());
                if (files.isPresent()) {
                    Call call = Call.delete(Api.ARTIFACTS + "/" + Urls.encodePath(files.get()));
                    Answer answer = transport.exchange(call.withFinal(500));
                    // No files yet: 404 or, on these servers, 500.
                    if (answer.status() != 404 && answer.status() != 500 && !answer.isSuccess()) {
                        throw transport.toException(call, answer);
                    }
                }
                runs.deleteTag(run.id(), tag);
            }
        }
    }

    private void write(String runId, String tag, ObjectNode kept) {
        String json = new String(JsonText.write(kept), StandardCharsets.UTF_8);
        if (json.length() > LONGEST_TAG) {
            json = new String(JsonText.write(kept.deepCopy().without("tags")), StandardCharsets.UTF_8);
        }
        runs.setTag(runId, tag, json);
    }

    /** Two models of one name and different keys need different folders. */
    private static String freePath(RunRecord run, String name) {
        Set<String> taken = new HashSet<>();
        for (String tag : tagsOf(run)) {
            read(run, tag).ifPresent(model -> taken.add(model.artifactPath()));
        }
        String path = name;
        for (int i = 2; taken.contains(path); i++) {
            path = name + "-" + i;
        }
        return path;
    }

    private static Optional<ModelRecord> read(RunRecord run, String tag) {
        ObjectNode kept = kept(run, tag);
        return kept == null ? Optional.empty() : Optional.of(record(run, kept));
    }

    private static @org.jspecify.annotations.Nullable ObjectNode kept(RunRecord run, String tag) {
        String json = run.tags().getOrDefault(tag, "");
        return json.isEmpty() ? null : JsonText.readLeniently(json) instanceof ObjectNode node ? node : null;
    }

    private static List<String> tagsOf(RunRecord run) {
        List<String> tags = new ArrayList<>();
        for (String tag : run.tags().keySet()) {
            if (tag.startsWith(TAG_PREFIX)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private static ModelRecord record(RunRecord run, JsonNode kept) {
        String path = Fields.text(kept, "path");
        Map<String, String> tags = new LinkedHashMap<>();
        kept.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new ModelRecord(
                run.id() + "/" + path,
                Fields.text(kept, "name"),
                run.experimentId(),
                run.id(),
                run.artifactRoot() + "/" + path,
                path,
                kept.path("ready").asBoolean(false),
                tags);
    }

    private static String tagOf(String key) {
        return TAG_PREFIX + key;
    }
}
