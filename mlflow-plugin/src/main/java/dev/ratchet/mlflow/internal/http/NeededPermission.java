/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Which permission of MLflow's basic-auth a call needs, and on what. */
final class NeededPermission {

    private NeededPermission() {}

    /** For people, such as {@code EDIT on the experiment of the run '3f'}. */
    static String of(Call call) {
        return level(call) + " on " + object(call);
    }

    private static String level(Call call) {
        String path = call.shown();
        if (call.method().equals("GET") || path.endsWith("/search")) {
            return "READ";
        }
        boolean part = path.contains("tag") || path.contains("alias");
        return (call.method().equals("DELETE") && !part) || path.endsWith("/delete") ? "MANAGE" : "EDIT";
    }

    private static String object(Call call) {
        String path = call.shown();
        if (path.contains("registered-models") || path.contains("model-versions")) {
            return "the registered model" + quoted(named(call, "name"));
        }
        String experiment = named(call, "experiment_id");
        String run = named(call, "run_id");
        return experiment.isEmpty() && !run.isEmpty()
                ? "the experiment of the run" + quoted(run)
                : "the experiment" + quoted(experiment);
    }

    private static String quoted(String name) {
        return name.isEmpty() ? "" : " '" + name + "'";
    }

    private static String named(Call call, String field) {
        @Nullable JsonNode body = call.body();
        if (body != null) {
            return body.path(field).asText("");
        }
        int question = call.path().indexOf('?');
        String query = question < 0 ? "" : call.path().substring(question + 1);
        return Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith(field + "="))
                .map(part -> part.substring(field.length() + 1))
                .findFirst()
                .orElse("");
    }
}
