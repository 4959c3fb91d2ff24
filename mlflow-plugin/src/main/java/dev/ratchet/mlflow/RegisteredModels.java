/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.client.Rpc;
import org.mlflow.api.proto.ModelRegistry.CreateModelVersion;
import org.mlflow.api.proto.ModelRegistry.CreateRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.DeleteModelVersion;
import org.mlflow.api.proto.ModelRegistry.DeleteModelVersionTag;
import org.mlflow.api.proto.ModelRegistry.DeleteRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.DeleteRegisteredModelAlias;
import org.mlflow.api.proto.ModelRegistry.GetModelVersionByAlias;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.ModelRegistry.RenameRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.SearchRegisteredModels;
import org.mlflow.api.proto.ModelRegistry.SetModelVersionTag;
import org.mlflow.api.proto.ModelRegistry.SetRegisteredModelAlias;
import org.mlflow.api.proto.ModelRegistry.TransitionModelVersionStage;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * What the official client cannot do with registered models: make, rename, delete and search them, and their versions'
 * tags, stages and aliases. From {@link RatchetMlflowClient#registeredModels()}. Failures are {@link
 * MlflowClientException}; what makes something new is sent once. Thread-safe.
 */
public final class RegisteredModels {

    private static final long PAGE = 100;

    private final Rpc rpc;

    RegisteredModels(Rpc rpc) {
        this.rpc = rpc;
    }

    /** Makes a registered model; one of that name must not be there. */
    public RegisteredModel create(String name) {
        return told(() -> rpc.create(
                        "registered-models/create",
                        CreateRegisteredModel.newBuilder().setName(name).build(),
                        CreateRegisteredModel.Response.newBuilder())
                .getRegisteredModel());
    }

    /** Gives a registered model another name. */
    public RegisteredModel rename(String name, String newName) {
        return told(() -> rpc.create(
                        "registered-models/rename",
                        RenameRegisteredModel.newBuilder()
                                .setName(name)
                                .setNewName(newName)
                                .build(),
                        RenameRegisteredModel.Response.newBuilder())
                .getRegisteredModel());
    }

    /** Deletes a registered model with its versions, for good. */
    public void delete(String name) {
        told(() -> rpc.delete(
                "registered-models/delete",
                DeleteRegisteredModel.newBuilder().setName(name).build()));
    }

    /** The registered models that fit a filter such as {@code name LIKE 'churn%'}; empty text fits all. */
    public List<RegisteredModel> search(String filter) {
        return told(() -> {
            List<RegisteredModel> found = new ArrayList<>();
            String token = "";
            do {
                List<String> query = new ArrayList<>(List.of("max_results", Long.toString(PAGE)));
                if (!filter.isEmpty()) {
                    query.addAll(List.of("filter", filter));
                }
                if (!token.isEmpty()) {
                    query.addAll(List.of("page_token", token));
                }
                SearchRegisteredModels.Response.Builder page = rpc.get(
                        "registered-models/search",
                        SearchRegisteredModels.Response.newBuilder(),
                        query.toArray(String[]::new));
                found.addAll(page.getRegisteredModelsList());
                token = page.getNextPageToken();
            } while (!token.isEmpty());
            return found;
        });
    }

    /**
     * Makes a version of files among a run's artifacts.
     *
     * @param source where they are, {@code runs:/<run>/<path>}
     * @param runId the run that made them
     */
    public ModelVersion createVersion(String name, String source, String runId) {
        return told(() -> rpc.create(
                        "model-versions/create",
                        CreateModelVersion.newBuilder()
                                .setName(name)
                                .setSource(source)
                                .setRunId(runId)
                                .build(),
                        CreateModelVersion.Response.newBuilder())
                .getModelVersion());
    }

    /** Deletes a version, for good; its number is not used again. */
    public void deleteVersion(String name, String version) {
        told(() -> rpc.delete(
                "model-versions/delete",
                DeleteModelVersion.newBuilder()
                        .setName(name)
                        .setVersion(version)
                        .build()));
    }

    /** Sets a version's tag. */
    public void setVersionTag(String name, String version, String key, String value) {
        told(() -> rpc.post(
                "model-versions/set-tag",
                SetModelVersionTag.newBuilder()
                        .setName(name)
                        .setVersion(version)
                        .setKey(key)
                        .setValue(value)
                        .build()));
    }

    /** Removes a version's tag. */
    public void deleteVersionTag(String name, String version, String key) {
        told(() -> rpc.delete(
                "model-versions/delete-tag",
                DeleteModelVersionTag.newBuilder()
                        .setName(name)
                        .setVersion(version)
                        .setKey(key)
                        .build()));
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
        return told(() -> rpc.post(
                        "model-versions/transition-stage",
                        TransitionModelVersionStage.newBuilder()
                                .setName(name)
                                .setVersion(version)
                                .setStage(stage)
                                .setArchiveExistingVersions(archiveOthers)
                                .build(),
                        TransitionModelVersionStage.Response.newBuilder())
                .getModelVersion());
    }

    /** Lets an alias point to a version, away from another one. */
    public void setAlias(String name, String alias, String version) {
        told(() -> rpc.post(
                "registered-models/alias",
                SetRegisteredModelAlias.newBuilder()
                        .setName(name)
                        .setAlias(alias)
                        .setVersion(version)
                        .build()));
    }

    /** Removes an alias. */
    public void deleteAlias(String name, String alias) {
        told(() -> rpc.delete(
                "registered-models/alias",
                DeleteRegisteredModelAlias.newBuilder()
                        .setName(name)
                        .setAlias(alias)
                        .build()));
    }

    /** The version that an alias points to; empty where the alias is not set or its model or version is gone. */
    public Optional<ModelVersion> byAlias(String name, String alias) {
        try {
            return Optional.of(told(() -> rpc.get(
                            "registered-models/alias",
                            GetModelVersionByAlias.Response.newBuilder(),
                            "name",
                            name,
                            "alias",
                            alias)
                    .getModelVersion()));
        } catch (MlflowHttpException e) {
            // Not set is 400 INVALID_PARAMETER_VALUE.
            if (e.getReasonPhrase().equals("RESOURCE_DOES_NOT_EXIST")
                    || e.getReasonPhrase().equals("INVALID_PARAMETER_VALUE")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
