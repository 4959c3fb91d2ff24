/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.Fields;
import dev.ratchet.mlflow.internal.client.Rpc;

import java.util.ArrayList;
import java.util.List;

/** Logged models from and to MLflow's JSON; the official client has no messages for them. */
final class LoggedModelJson {

    private static final String STATUS = "LOGGED_MODEL_";

    private LoggedModelJson() {}

    static ObjectNode write(NewLoggedModel model) {
        ObjectNode body = Rpc.fields("experiment_id", model.experimentId(), "name", model.name());
        Fields.putText(body, "model_type", model.type());
        Fields.putText(body, "source_run_id", model.sourceRunId());
        Fields.putPairs(body, "params", model.params());
        Fields.putPairs(body, "tags", model.tags());
        return body;
    }

    static ObjectNode write(LoggedModelSearch search, String pageToken) {
        ObjectNode body = Rpc.fields("filter", search.filter()).put("max_results", search.pageSize());
        search.experimentIds().forEach(body.putArray("experiment_ids")::add);
        for (String order : search.orderBy()) {
            ObjectNode key = body.withArray("order_by").addObject();
            boolean descending = order.matches("(?i).+\\s+DESC");
            key.put("field_name", order.replaceFirst("(?i)\\s+(ASC|DESC)$", "")).put("ascending", !descending);
            if (key.path("field_name").asText().startsWith("metrics.")) {
                dataset(key, search);
            }
        }
        if (!search.datasetName().isEmpty()) {
            dataset(body.putArray("datasets").addObject(), search);
        }
        Fields.putText(body, "page_token", pageToken);
        return body;
    }

    private static void dataset(ObjectNode node, LoggedModelSearch search) {
        Fields.putText(node, "dataset_name", search.datasetName());
        Fields.putText(node, "dataset_digest", search.datasetDigest());
    }

    static String write(LoggedModel.Status status) {
        return STATUS + status;
    }

    static LoggedModel read(JsonNode model) {
        JsonNode info = model.path("info");
        JsonNode data = model.path("data");
        List<LoggedModel.Metric> metrics = new ArrayList<>();
        data.path("metrics").forEach(metric -> metrics.add(metric(metric)));
        return new LoggedModel(
                Fields.text(info, "model_id"),
                Fields.text(info, "experiment_id"),
                Fields.text(info, "name"),
                Fields.text(info, "model_type"),
                Fields.text(info, "source_run_id"),
                status(Fields.text(info, "status")),
                Fields.text(info, "artifact_uri"),
                Fields.number(info, "creation_timestamp_ms"),
                Fields.number(info, "last_updated_timestamp_ms"),
                Fields.pairs(data.path("params")),
                Fields.pairs(info.path("tags")),
                metrics);
    }

    private static LoggedModel.Metric metric(JsonNode metric) {
        return new LoggedModel.Metric(
                Fields.text(metric, "key"),
                // A number, or a text for what is not finite.
                Double.parseDouble(metric.path("value").asText("0")),
                Fields.number(metric, "timestamp"),
                Fields.number(metric, "step"),
                Fields.text(metric, "run_id"),
                Fields.text(metric, "dataset_name"),
                Fields.text(metric, "dataset_digest"));
    }

    private static LoggedModel.Status status(String text) {
        for (LoggedModel.Status status : LoggedModel.Status.values()) {
            if (write(status).equals(text)) {
                return status;
            }
        }
        return LoggedModel.Status.UNKNOWN;
    }
}
