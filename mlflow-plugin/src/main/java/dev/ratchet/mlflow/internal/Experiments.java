/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.internal.http.Answer;
import dev.ratchet.mlflow.internal.http.Call;
import dev.ratchet.mlflow.internal.http.JsonText;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.ExperimentRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MLflow's experiments. */
final class Experiments {

    private static final int PAGE = 1000;

    private final Transport transport;

    Experiments(Transport transport) {
        this.transport = transport;
    }

    Optional<ExperimentRecord> byName(String name) {
        Call call = Call.get(Api.EXPERIMENT_GET_BY_NAME + Urls.query("experiment_name", name));
        Answer answer = transport.exchange(call);
        if (answer.is(404, "RESOURCE_DOES_NOT_EXIST")) {
            return Optional.empty();
        }
        return Optional.of(record(transport.json(call, answer).path("experiment")));
    }

    List<ExperimentRecord> all() {
        List<ExperimentRecord> experiments = new ArrayList<>();
        String token = "";
        do {
            ObjectNode body = JsonText.object().put("max_results", PAGE).put("view_type", "ACTIVE_ONLY");
            Fields.putText(body, "page_token", token);
            JsonNode page = transport.json(Call.post(Api.EXPERIMENT_SEARCH, body));
            page.path("experiments").forEach(experiment -> experiments.add(record(experiment)));
            token = Fields.text(page, "next_page_token");
        } while (!token.isEmpty());
        return experiments;
    }

    /** Sent as a call that repeats safely: names are unique, so a second create finds what the first one made. */
    ExperimentRecord create(String name) {
        Call call = Call.post(Api.EXPERIMENT_CREATE, JsonText.object().put("name", name));
        Answer answer = transport.exchange(call);
        if (!answer.is(400, "RESOURCE_ALREADY_EXISTS")) {
            transport.json(call, answer);
        }
        return byName(name)
                .orElseThrow(() -> new RefusedException("The experiment '" + name + "' was created on "
                        + transport.server() + " and was gone at once; somebody else deleted it for good."));
    }

    private static ExperimentRecord record(JsonNode experiment) {
        return new ExperimentRecord(
                Fields.text(experiment, "experiment_id"),
                Fields.text(experiment, "name"),
                !Fields.text(experiment, "lifecycle_stage").equals("deleted"),
                Fields.pairs(experiment.path("tags")));
    }
}
