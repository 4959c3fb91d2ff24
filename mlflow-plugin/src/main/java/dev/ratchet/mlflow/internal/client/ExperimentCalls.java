/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.GetExperiment;
import org.mlflow.api.proto.Service.GetExperimentByName;
import org.mlflow.tracking.MlflowHttpException;

import java.util.Optional;

import static dev.ratchet.mlflow.internal.client.Rpc.fields;

/** Experiments; a request that follows one whose answer was lost is judged by what is there. */
public final class ExperimentCalls {

    private static final String ACTIVE = "active";
    private static final String DELETED = "deleted";

    private final Rpc rpc;

    /** Sends by these calls. */
    public ExperimentCalls(Rpc rpc) {
        this.rpc = rpc;
    }

    /** An experiment by id, deleted ones too. */
    public Experiment get(String id) {
        return rpc.get("experiments/get", GetExperiment.Response.newBuilder(), "experiment_id", id)
                .getExperiment();
    }

    /** An experiment by name, deleted ones too. */
    public Optional<Experiment> byName(String name) {
        try {
            return Optional.of(rpc.get(
                            "experiments/get-by-name",
                            GetExperimentByName.Response.newBuilder(),
                            "experiment_name",
                            name)
                    .getExperiment());
        } catch (MlflowHttpException e) {
            if (e.getStatusCode() == 404 && e.getReasonPhrase().equals("RESOURCE_DOES_NOT_EXIST")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Creates an experiment and gives its id. */
    public String create(CreateExperiment wanted) {
        Call call = Rpc.call("experiments/create", Rpc.fields(wanted));
        Answer answer = rpc.exchange(call);
        if (answer.attempts() > 1 && answer.is(400, "RESOURCE_ALREADY_EXISTS")) {
            Optional<Experiment> made = byName(wanted.getName())
                    .filter(found -> found.getLifecycleStage().equals(ACTIVE));
            if (made.isPresent()) {
                return made.get().getExperimentId();
            }
        }
        return rpc.read(rpc.text(call, answer), CreateExperiment.Response.newBuilder())
                .getExperimentId();
    }

    /** Gives an experiment another name. */
    public void rename(String id, String newName) {
        rpc.post("experiments/update", fields("experiment_id", id, "new_name", newName));
    }

    /** Sets an experiment's tag. */
    public void setTag(String id, String key, String value) {
        rpc.post("experiments/set-experiment-tag", fields("experiment_id", id, "key", key, "value", value));
    }

    /** Deletes an experiment. */
    public void delete(String id) {
        move("experiments/delete", id, DELETED);
    }

    /** Takes an experiment's deletion back. */
    public void restore(String id) {
        move("experiments/restore", id, ACTIVE);
    }

    private void move(String path, String id, String stage) {
        Call call = Rpc.call(path, fields("experiment_id", id));
        Answer answer = rpc.exchange(call);
        boolean done = answer.attempts() > 1
                && !answer.isSuccess()
                && get(id).getLifecycleStage().equals(stage);
        if (!done) {
            rpc.text(call, answer);
        }
    }
}
