/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.StoreTags;

import java.util.ArrayList;
import java.util.List;

/** MLflow 3's logged models. */
final class LoggedModels {

    private static final int PAGE = 100;

    private final Transport transport;
    private final Runs runs;

    LoggedModels(Transport transport, Runs runs) {
        this.transport = transport;
        this.runs = runs;
    }

    /** Whether a record is of this kind, and not of MLflow 2's. */
    static boolean owns(ModelRecord model) {
        return model.id().startsWith("m-");
    }

    ModelRecord create(NewModel model) {
        ObjectNode body = JsonText.object()
                .put("experiment_id", model.experimentId())
                .put("name", model.name())
                .put("source_run_id", model.runId());
        Fields.putPairs(body, "params", model.params());
        Fields.putPairs(body, "tags", model.tags());
        return record(transport.json(Call.post(Api.LOGGED_MODELS, body).once()).path("model"));
    }

    List<ModelRecord> byKey(String experimentId, String runId, String key) {
        return search(
                experimentId, Filters.tag(StoreTags.MODEL_KEY, key) + " AND source_run_id = " + Filters.quote(runId));
    }

    private List<ModelRecord> search(String experimentId, String filter) {
        List<ModelRecord> models = new ArrayList<>();
        String token = "";
        do {
            ObjectNode body = JsonText.object().put("max_results", PAGE);
            body.putArray("experiment_ids").add(experimentId);
            body.put("filter", filter);
            body.putArray("order_by")
                    .addObject()
                    .put("field_name", "creation_timestamp")
                    .put("ascending", true);
            Fields.putText(body, "page_token", token);
            JsonNode page = transport.json(Call.post(Api.LOGGED_MODELS + "/search", body));
            page.path("models").forEach(model -> models.add(record(model)));
            token = Fields.text(page, "next_page_token");
        } while (!token.isEmpty());
        return models;
    }

    /** A model by id. */
    ModelRecord get(String modelId) {
        return record(transport
                .json(Call.get(Api.LOGGED_MODELS + "/" + Urls.encode(modelId)))
                .path("model"));
    }

    /** The models of a name that a run made, the oldest first. */
    List<ModelRecord> byName(String experimentId, String runId, String name) {
        return search(experimentId, "name = " + Filters.quote(name) + " AND source_run_id = " + Filters.quote(runId));
    }

    void finish(ModelRecord model) {
        ObjectNode outputs = JsonText.object().put("run_id", model.runId());
        outputs.putArray("models").addObject().put("model_id", model.id()).put("step", 0);
        Call call = Call.post(Api.RUN_OUTPUTS, outputs);
        Answer answer = transport.exchange(call);
        // A second time is refused by the database; the run's own list tells whether that was the reason.
        boolean listed =
                answer.status() == 400 && runs.get(model.runId()).modelIds().contains(model.id());
        if (!listed) {
            transport.json(call, answer);
        }
        transport.json(Call.send(
                "PATCH",
                Api.LOGGED_MODELS + "/" + Urls.encode(model.id()),
                JsonText.object().put("model_id", model.id()).put("status", "LOGGED_MODEL_READY")));
    }

    void delete(ModelRecord model) {
        Call call = Call.delete(Api.LOGGED_MODELS + "/" + Urls.encode(model.id()));
        Answer answer = transport.exchange(call);
        if (!answer.is(404, "RESOURCE_DOES_NOT_EXIST")) {
            transport.json(call, answer);
        }
    }

    private static ModelRecord record(JsonNode model) {
        JsonNode info = model.path("info");
        String root = Fields.text(info, "artifact_uri");
        return new ModelRecord(
                Fields.text(info, "model_id"),
                Fields.text(info, "name"),
                Fields.text(info, "experiment_id"),
                Fields.text(info, "source_run_id"),
                root,
                root,
                Fields.text(info, "status").equals("LOGGED_MODEL_READY"),
                Fields.pairs(info.path("tags")));
    }
}
