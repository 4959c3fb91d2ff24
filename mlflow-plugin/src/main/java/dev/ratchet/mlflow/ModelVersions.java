/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.Fields;
import dev.ratchet.mlflow.internal.client.Rpc;
import dev.ratchet.mlflow.internal.client.Slice;
import dev.ratchet.mlflow.internal.client.VersionCalls;
import org.mlflow.api.proto.ModelRegistry.CreateModelVersion;
import org.mlflow.api.proto.ModelRegistry.CreateRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.SearchModelVersions;
import org.mlflow.api.proto.ModelRegistry.TransitionModelVersionStage;
import org.mlflow.api.proto.ModelRegistry.UpdateModelVersion;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.util.Map;
import java.util.stream.Stream;

import static dev.ratchet.mlflow.internal.client.Failures.told;
import static dev.ratchet.mlflow.internal.client.Rpc.fields;

/**
 * What the official client cannot do with versions of registered models; from {@link
 * RatchetMlflowClient#modelVersions()}. Failures are {@link MlflowClientException}; what makes something new is sent once.
 * Thread-safe.
 */
public final class ModelVersions {

    private static final String PAGE = "1000";

    private final Rpc rpc;
    private final VersionCalls versions;

    ModelVersions(Rpc rpc, VersionCalls versions) {
        this.rpc = rpc;
        this.versions = versions;
    }

    /**
     * Makes a version of files among a run's artifacts.
     *
     * @param source where they are, {@code runs:/<run>/<path>}
     * @param runId the run that made them
     */
    public ModelVersion create(String name, String source, String runId) {
        return create(name, source, runId, "", Map.of());
    }

    /**
     * Makes a version of files among a run's artifacts, with a description and tags.
     *
     * @param source where they are, {@code runs:/<run>/<path>}
     * @param runId the run that made them
     * @param description Markdown, may be empty
     */
    public ModelVersion create(String name, String source, String runId, String description, Map<String, String> tags) {
        ObjectNode body = fields("name", name, "source", source, "run_id", runId);
        Fields.putText(body, "description", description);
        Fields.putPairs(body, "tags", tags);
        return create(body);
    }

    /** Makes a version of a logged model. */
    public ModelVersion create(String name, LoggedModel model) {
        ObjectNode body = fields("name", name, "source", model.artifactUri(), "model_id", model.id());
        Fields.putText(body, "run_id", model.sourceRunId());
        return create(body);
    }

    /**
     * Makes a version of another model, or of the same, from a version's files, which are not copied; as Python's {@code
     * copy_model_version}.
     *
     * @param newName the registered model that gets the version; made where there is none
     */
    public ModelVersion copy(String name, String version, String newName) {
        ModelVersion copied = told(() -> versions.get(name, version));
        try {
            told(() -> rpc.create(
                    "registered-models/create", fields("name", newName), CreateRegisteredModel.Response.newBuilder()));
        } catch (MlflowHttpException e) {
            if (!e.getReasonPhrase().equals("RESOURCE_ALREADY_EXISTS")) {
                throw e;
            }
        }
        ObjectNode body = fields("name", newName, "source", "models:/" + name + "/" + version);
        Fields.putText(body, "run_id", copied.getRunId());
        Fields.putText(body, "description", copied.getDescription());
        copied.getTagsList()
                .forEach(tag -> body.withArray("tags")
                        .addObject()
                        .put("key", tag.getKey())
                        .put("value", tag.getValue()));
        return create(body);
    }

    private ModelVersion create(ObjectNode body) {
        return told(() -> rpc.create("model-versions/create", body, CreateModelVersion.Response.newBuilder())
                .getModelVersion());
    }

    /** Replaces a version's description. */
    public ModelVersion update(String name, String version, String description) {
        return told(() -> rpc.patch(
                        "model-versions/update",
                        fields("name", name, "version", version, "description", description),
                        UpdateModelVersion.Response.newBuilder())
                .getModelVersion());
    }

    /** Deletes a version, for good; its number is not used again. */
    public void delete(String name, String version) {
        told(() -> rpc.delete("model-versions/delete", fields("name", name, "version", version)));
    }

    /** Sets a version's tag. */
    public void setTag(String name, String version, String key, String value) {
        told(() -> rpc.post(
                "model-versions/set-tag", fields("name", name, "version", version, "key", key, "value", value)));
    }

    /** Removes a version's tag. */
    public void deleteTag(String name, String version, String key) {
        told(() -> rpc.delete("model-versions/delete-tag", fields("name", name, "version", version, "key", key)));
    }

    /**
     * Moves a version to a stage: None, Staging, Production or Archived.
     *
     * @param archiveOthers also moves the versions that were there to Archived; only with Staging and Production
     */
    public ModelVersion transition(String name, String version, String stage, boolean archiveOthers) {
        if (archiveOthers && !stage.equalsIgnoreCase("Staging") && !stage.equalsIgnoreCase("Production")) {
            throw new MlflowClientException("Others cannot be archived when a version goes to stage '" + stage
                    + "'; only Staging and Production allow that.");
        }
        ObjectNode body = fields("name", name, "version", version, "stage", stage);
        return told(() -> rpc.post(
                        "model-versions/transition-stage",
                        body.put("archive_existing_versions", archiveOthers),
                        TransitionModelVersionStage.Response.newBuilder())
                .getModelVersion());
    }

    /**
     * The versions that fit; the first page is asked for now, further ones when the stream gets there. They tell no
     * aliases.
     *
     * @param filter comparisons such as {@code name = 'churn' AND run_id = '...'}, joined by AND; empty for all
     * @param orderBy such as {@code version_number DESC}, the first first; the last updated first where there is none
     */
    public Stream<ModelVersion> search(String filter, String... orderBy) {
        return Slice.all(token -> told(() -> {
            SearchModelVersions.Response.Builder page = rpc.get(
                    "model-versions/search",
                    SearchModelVersions.Response.newBuilder(),
                    Rpc.search(filter, PAGE, token, orderBy));
            return new Slice<>(page.getModelVersionsList(), page.getNextPageToken());
        }));
    }
}
