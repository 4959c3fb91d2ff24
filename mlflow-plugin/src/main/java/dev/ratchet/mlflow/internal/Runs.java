/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.RunStatus;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.RunView;
import dev.ratchet.store.StoreTags;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MLflow's runs, apart from metrics. */
final class Runs {

    private static final int KEY_PAGE = 1000;

    private final Transport transport;
    private final Experiments experiments;
    private final RunReader reader;

    Runs(Transport transport, Experiments experiments, RunReader reader) {
        this.transport = transport;
        this.experiments = experiments;
        this.reader = reader;
    }

    RunRecord create(NewRun run) {
        ObjectNode body = JsonText.object()
                .put("experiment_id", run.experimentId())
                .put("run_name", run.name())
                .put("start_time", run.startTime());
        Fields.putPairs(body, "tags", run.tags());
        return reader.run(transport.json(Call.post(Api.RUN_CREATE, body).once()).path("run"));
    }

    RunRecord get(String runId) {
        return reader.run(transport
                .json(Call.get(Api.RUN_GET + Urls.query("run_id", runId)))
                .path("run"));
    }

    List<RunRecord> byKey(String experimentId, String key) {
        ObjectNode body = search(List.of(experimentId), KEY_PAGE, viewOf(RunView.ACTIVE));
        putOrder(body, "ASC");
        body.put("filter", Filters.tag(StoreTags.RUN_KEY, key));
        return runs(transport.json(Call.post(Api.RUN_SEARCH, body)));
    }

    RunPage search(RunQuery query) {
        List<String> ids = query.experimentIds().isEmpty()
                ? experiments.all().stream().map(ExperimentRecord::id).toList()
                : query.experimentIds();
        if (ids.isEmpty()) {
            return new RunPage(List.of(), "");
        }
        ObjectNode body = search(ids, query.maxResults(), viewOf(query.view()));
        if (query.orderBy().isEmpty()) {
            putOrder(body, "DESC");
        } else {
            ArrayNode orders = body.putArray("order_by");
            query.orderBy().forEach(orders::add);
        }
        Fields.putText(body, "filter", query.filter());
        Fields.putText(body, "page_token", query.pageToken());
        JsonNode page = transport.json(Call.post(Api.RUN_SEARCH, body));
        return new RunPage(runs(page), Fields.text(page, "next_page_token"));
    }

    private static ObjectNode search(List<String> experimentIds, int maxResults, String view) {
        ObjectNode body = JsonText.object().put("max_results", maxResults).put("run_view_type", view);
        ArrayNode ids = body.putArray("experiment_ids");
        experimentIds.forEach(ids::add);
        return body;
    }

    private static void putOrder(ObjectNode body, String direction) {
        body.putArray("order_by").add("attributes.start_time " + direction).add("attributes.run_id ASC");
    }

    private static String viewOf(RunView view) {
        return switch (view) {
            case ACTIVE -> "ACTIVE_ONLY";
            case DELETED -> "DELETED_ONLY";
            case ALL -> "ALL";
        };
    }

    private List<RunRecord> runs(JsonNode page) {
        List<RunRecord> runs = new ArrayList<>();
        page.path("runs").forEach(run -> runs.add(reader.run(run)));
        return runs;
    }

    void logInputs(String runId, List<DatasetInput> inputs) {
        ObjectNode body = JsonText.object().put("run_id", runId);
        ArrayNode datasets = body.putArray("datasets");
        Set<List<String>> seen = new HashSet<>();
        for (DatasetInput input : inputs) {
            // Of two entries of one dataset in one call the server keeps the tag of neither surely.
            if (seen.add(List.of(input.name(), input.digest()))) {
                datasets.add(dataset(input));
            }
        }
        if (!datasets.isEmpty()) {
            transport.json(Call.post(Api.LOG_INPUTS, body));
        }
    }

    private static ObjectNode dataset(DatasetInput input) {
        ObjectNode node = JsonText.object();
        Fields.putPairs(
                node, "tags", input.context().isEmpty() ? Map.of() : Map.of(RunReader.CONTEXT_TAG, input.context()));
        ObjectNode dataset = node.putObject("dataset")
                .put("name", input.name())
                .put("digest", input.digest())
                .put("source_type", input.sourceType())
                .put("source", input.source());
        Fields.putText(dataset, "schema", input.schema());
        Fields.putText(dataset, "profile", input.profile());
        return node;
    }

    void update(String runId, RunStatus status, long endTime) {
        ObjectNode body = JsonText.object().put("run_id", runId).put("status", status.name());
        if (status.isTerminal()) {
            body.put("end_time", endTime);
        }
        transport.json(Call.post(Api.RUN_UPDATE, body));
    }

    void delete(String runId) {
        transport.json(Call.post(Api.RUN_DELETE, JsonText.object().put("run_id", runId)));
    }

    void setTag(String runId, String key, String value) {
        transport.json(Call.post(
                Api.RUN_SET_TAG,
                JsonText.object().put("run_id", runId).put("key", key).put("value", value)));
    }

    /** Removes a tag; one that is not there stays away. */
    void deleteTag(String runId, String key) {
        Call call = Call.post(
                Api.RUN_DELETE_TAG, JsonText.object().put("run_id", runId).put("key", key));
        var answer = transport.exchange(call);
        if (!answer.is(404, "RESOURCE_DOES_NOT_EXIST")) {
            transport.json(call, answer);
        }
    }
}
