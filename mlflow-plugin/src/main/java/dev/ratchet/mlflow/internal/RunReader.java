/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.RunStatus;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.RunRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Runs from MLflow's JSON. */
final class RunReader {

    static final String CONTEXT_TAG = "mlflow.data.context";
    static final String HISTORY_TAG = "mlflow.log-model.history";

    private final Doubles doubles;

    RunReader(Doubles doubles) {
        this.doubles = doubles;
    }

    RunRecord run(JsonNode run) {
        JsonNode info = run.path("info");
        JsonNode data = run.path("data");
        String id = Fields.text(info, "run_id");
        RunStatus status = status(Fields.text(info, "status"));
        long end = Fields.number(info, "end_time");
        Map<String, String> tags = Fields.pairs(data.path("tags"));
        Map<String, MetricPoint> metrics = new LinkedHashMap<>();
        data.path("metrics").forEach(metric -> metrics.put(Fields.text(metric, "key"), point(metric)));
        return new RunRecord(
                id,
                Fields.text(info, "experiment_id"),
                Fields.text(info, "run_name"),
                status,
                Fields.number(info, "start_time"),
                // A run that was opened again keeps its old end time on the server.
                status.isTerminal() && end > 0 ? OptionalLong.of(end) : OptionalLong.empty(),
                Fields.text(info, "artifact_uri"),
                !Fields.text(info, "lifecycle_stage").equals("deleted"),
                Fields.pairs(data.path("params")),
                metrics,
                tags,
                inputs(run),
                models(run, id, tags));
    }

    MetricPoint point(JsonNode metric) {
        return new MetricPoint(
                Fields.text(metric, "key"),
                doubles.read(metric.path("value")),
                Math.max(0, Fields.number(metric, "timestamp")),
                Fields.number(metric, "step"));
    }

    private static List<DatasetInput> inputs(JsonNode run) {
        List<DatasetInput> inputs = new ArrayList<>();
        for (JsonNode input : run.path("inputs").path("dataset_inputs")) {
            JsonNode dataset = input.path("dataset");
            inputs.add(new DatasetInput(
                    Fields.text(dataset, "name"),
                    Fields.text(dataset, "digest"),
                    Fields.text(dataset, "source_type"),
                    Fields.text(dataset, "source"),
                    Fields.text(dataset, "schema"),
                    Fields.text(dataset, "profile"),
                    Fields.pairs(input.path("tags")).getOrDefault(CONTEXT_TAG, "")));
        }
        return inputs;
    }

    /** MLflow 3 lists logged models among the outputs, MLflow 2 keeps a list in a tag. */
    private static List<String> models(JsonNode run, String runId, Map<String, String> tags) {
        List<String> ids = new ArrayList<>();
        run.path("outputs").path("model_outputs").forEach(model -> ids.add(Fields.text(model, "model_id")));
        for (String path : historyPaths(tags)) {
            if (!path.contains(":/")) {
                ids.add(runId + "/" + path);
            }
        }
        return ids;
    }

    /** The artifact paths of the models that MLflow 2 lists for a run. */
    static List<String> historyPaths(Map<String, String> tags) {
        List<String> paths = new ArrayList<>();
        String history = tags.getOrDefault(HISTORY_TAG, "");
        if (!history.isEmpty()) {
            JsonText.readLeniently(history).forEach(model -> paths.add(Fields.text(model, "artifact_path")));
        }
        return paths;
    }

    private static RunStatus status(String name) {
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return RunStatus.RUNNING;
    }
}
