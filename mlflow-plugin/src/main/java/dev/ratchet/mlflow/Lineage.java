/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.Fields;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.mlflow.internal.client.Rpc;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Urls;
import org.mlflow.api.proto.Service.Dataset;
import org.mlflow.api.proto.Service.DatasetInput;
import org.mlflow.api.proto.Service.GetRun;
import org.mlflow.api.proto.Service.InputTag;
import org.mlflow.api.proto.Service.LogInputs;
import org.mlflow.tracking.MlflowClientException;

import java.util.List;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * What runs used and made: datasets, and on MLflow 3 logged models; from {@link RatchetMlflowClient#lineage()}. On
 * MLflow 2 the calls about models are a {@link MlflowClientException} that says so. All calls may be repeated. Failures
 * are {@link MlflowClientException}. Thread-safe.
 */
public final class Lineage {

    /** The tag of a dataset that says what it was used for, such as {@code train}. */
    public static final String CONTEXT = "mlflow.data.context";

    private final Rpc rpc;
    private final MlflowTracking tracking;

    Lineage(Rpc rpc, MlflowTracking tracking) {
        this.rpc = rpc;
        this.tracking = tracking;
    }

    /**
     * A model that a run made.
     *
     * @param modelId the logged model
     * @param step when it was made
     */
    public record Output(String modelId, long step) {}

    /** Says that a run used a dataset, in a context such as {@code train}. */
    public void logDataset(String runId, Dataset dataset, String context) {
        InputTag tag = InputTag.newBuilder().setKey(CONTEXT).setValue(context).build();
        logDatasets(
                runId,
                List.of(DatasetInput.newBuilder()
                        .setDataset(dataset)
                        .addTags(tag)
                        .build()));
    }

    /**
     * Says that a run used datasets. MLflow knows a dataset by name and digest, of which it keeps the first source, schema
     * and profile, and for each run the first tags.
     */
    public void logDatasets(String runId, List<DatasetInput> datasets) {
        if (!datasets.isEmpty()) {
            LogInputs inputs = LogInputs.newBuilder()
                    .setRunId(runId)
                    .addAllDatasets(datasets)
                    .build();
            told(() -> rpc.post("runs/log-inputs", Rpc.fields(inputs)));
        }
    }

    /** The datasets that a run used, with their tags. */
    public List<DatasetInput> datasets(String runId) {
        return told(() -> rpc.get("runs/get", GetRun.Response.newBuilder(), "run_id", runId)
                .getRun()
                .getInputs()
                .getDatasetInputsList());
    }

    /** Says that a run used a logged model. */
    public void logUsedModel(String runId, String modelId) {
        ObjectNode body = Rpc.fields("run_id", runId);
        body.putArray("models").addObject().put("model_id", modelId);
        told(() -> {
            tracking.requireLoggedModels();
            rpc.post("runs/log-inputs", body);
        });
    }

    /** The logged models that a run used; empty on MLflow 2. */
    public List<String> usedModels(String runId) {
        return told(() -> run(runId)
                .path("inputs")
                .path("model_inputs")
                .valueStream()
                .map(model -> Fields.text(model, "model_id"))
                .toList());
    }

    /** Says that a run made a logged model. */
    public void logOutput(String runId, String modelId, long step) {
        ObjectNode body = Rpc.fields("run_id", runId);
        body.putArray("models").addObject().put("model_id", modelId).put("step", step);
        Call call = Call.post(Rpc.at("runs/outputs"), body);
        told(() -> {
            tracking.requireLoggedModels();
            Answer answer = rpc.exchange(call);
            // A second time is refused by the database; the run's own list tells whether that was the reason.
            boolean listed = answer.status() == 400
                    && outputs(runId).stream()
                            .anyMatch(output -> output.modelId().equals(modelId));
            return listed ? "" : rpc.text(call, answer);
        });
    }

    /** The logged models that a run made; empty on MLflow 2. */
    public List<Output> outputs(String runId) {
        return told(() -> run(runId)
                .path("outputs")
                .path("model_outputs")
                .valueStream()
                .map(model -> new Output(Fields.text(model, "model_id"), Fields.number(model, "step")))
                .toList());
    }

    private JsonNode run(String runId) {
        return rpc.json(Call.get(Rpc.at("runs/get") + Urls.query("run_id", runId)))
                .path("run");
    }
}
