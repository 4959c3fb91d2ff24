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
import dev.ratchet.mlflow.internal.client.Slice;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.Urls;
import org.mlflow.tracking.MlflowClientException;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * Logged models of MLflow 3; from {@link RatchetMlflowClient#loggedModels()}. On MLflow 2 every call is a {@link
 * MlflowClientException} that says so. Failures are {@link MlflowClientException}. Thread-safe.
 *
 * <pre>{@code
 * LoggedModel model = client.loggedModels().create(NewLoggedModel.of(experimentId, "model").withSourceRun(runId));
 * // ... upload its files below model.artifactUri()
 * client.loggedModels().finish(model.id(), LoggedModel.Status.READY);
 * client.lineage().logOutput(runId, model.id(), 0);
 * }</pre>
 */
public final class LoggedModels {

    private static final String MODELS = Rpc.at("logged-models");

    private final Rpc rpc;
    private final MlflowTracking tracking;

    LoggedModels(Rpc rpc, MlflowTracking tracking) {
        this.rpc = rpc;
        this.tracking = tracking;
    }

    /** Creates a model that is {@link LoggedModel.Status#PENDING}. Sent once: each request would make another. */
    public LoggedModel create(NewLoggedModel model) {
        return model(Call.post(MODELS, LoggedModelJson.write(model)).once());
    }

    /** Says how the upload of a model's files ended; may be said again, and otherwise. */
    public LoggedModel finish(String modelId, LoggedModel.Status status) {
        ObjectNode body = Rpc.fields("model_id", modelId, "status", LoggedModelJson.write(status));
        return model(Call.send("PATCH", path(modelId), body));
    }

    /** A model by id. */
    public LoggedModel get(String modelId) {
        return model(Call.get(path(modelId)));
    }

    /** The models that a search finds; the first page is asked for now, further ones when the stream gets there. */
    public Stream<LoggedModel> search(LoggedModelSearch search) {
        return Slice.all(token -> asked(() -> {
            JsonNode page = rpc.json(Call.post(MODELS + "/search", LoggedModelJson.write(search, token)));
            return new Slice<>(
                    page.path("models").valueStream().map(LoggedModelJson::read).toList(),
                    Fields.text(page, "next_page_token"));
        }));
    }

    /** Sets tags, and leaves those that are not named. */
    public void setTags(String modelId, Map<String, String> tags) {
        ObjectNode body = Rpc.fields();
        Fields.putPairs(body, "tags", tags);
        asked(() -> rpc.json(Call.send("PATCH", path(modelId) + "/tags", body)));
    }

    /** Removes a tag, which must be there. */
    public void deleteTag(String modelId, String key) {
        asked(() -> {
            rpc.remove(Call.delete(path(modelId) + "/tags/" + Urls.encode(key)));
            return key;
        });
    }

    /** Adds params, none of which may be there already. */
    public void logParams(String modelId, Map<String, String> params) {
        ObjectNode body = Rpc.fields("model_id", modelId);
        Fields.putPairs(body, "params", params);
        Call call = Call.post(path(modelId) + "/params", body);
        asked(() -> {
            Answer answer = rpc.exchange(call);
            // Twice is refused by the database, also where the first request's answer was lost.
            boolean kept = answer.attempts() > 1
                    && answer.status() == 400
                    && get(modelId).params().entrySet().containsAll(params.entrySet());
            return kept ? "" : rpc.text(call, answer);
        });
    }

    /** Deletes a model; one that is deleted stays so. */
    public void delete(String modelId) {
        asked(() -> rpc.json(Call.delete(path(modelId))));
    }

    private LoggedModel model(Call call) {
        return asked(() -> LoggedModelJson.read(rpc.json(call).path("model")));
    }

    private <T> T asked(Supplier<T> call) {
        return told(() -> {
            tracking.requireLoggedModels();
            return call.get();
        });
    }

    private static String path(String modelId) {
        return MODELS + "/" + Urls.encode(modelId);
    }
}
