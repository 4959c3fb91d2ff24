/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import java.util.Map;

/**
 * A logged model to create. Immutable; every {@code with} gives a new value.
 *
 * @param experimentId the experiment it belongs to
 * @param name one without {@code / : . % " '}; need not be unique
 * @param type what to call it, may be empty
 * @param sourceRunId the run that makes it, may be empty
 * @param params params by key
 * @param tags tags by key
 */
public record NewLoggedModel(
        String experimentId,
        String name,
        String type,
        String sourceRunId,
        Map<String, String> params,
        Map<String, String> tags) {

    /** Copies the maps. */
    public NewLoggedModel {
        params = Map.copyOf(params);
        tags = Map.copyOf(tags);
    }

    /** A model without a run, params and tags. */
    public static NewLoggedModel of(String experimentId, String name) {
        return new NewLoggedModel(experimentId, name, "", "", Map.of(), Map.of());
    }

    /** The same with a type. */
    public NewLoggedModel withType(String text) {
        return new NewLoggedModel(experimentId, name, text, sourceRunId, params, tags);
    }

    /** The same as made by a run. */
    public NewLoggedModel withSourceRun(String runId) {
        return new NewLoggedModel(experimentId, name, type, runId, params, tags);
    }

    /** The same with these params and no others. */
    public NewLoggedModel withParams(Map<String, String> all) {
        return new NewLoggedModel(experimentId, name, type, sourceRunId, all, tags);
    }

    /** The same with these tags and no others. */
    public NewLoggedModel withTags(Map<String, String> all) {
        return new NewLoggedModel(experimentId, name, type, sourceRunId, params, all);
    }
}
