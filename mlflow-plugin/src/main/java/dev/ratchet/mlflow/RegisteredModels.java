/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ratchet.mlflow.internal.Fields;
import dev.ratchet.mlflow.internal.client.Rpc;
import dev.ratchet.mlflow.internal.client.Slice;
import org.mlflow.api.proto.ModelRegistry.CreateRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.GetModelVersionByAlias;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.ModelRegistry.RenameRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.SearchRegisteredModels;
import org.mlflow.api.proto.ModelRegistry.UpdateRegisteredModel;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static dev.ratchet.mlflow.internal.client.Failures.told;
import static dev.ratchet.mlflow.internal.client.Rpc.fields;

/**
 * What the official client cannot do with registered models and their aliases; from {@link
 * RatchetMlflowClient#registeredModels()}. {@link ModelVersions} is about their versions. Failures are {@link
 * MlflowClientException}; what makes something new is sent once. Thread-safe.
 */
public final class RegisteredModels {

    private static final String PAGE = "1000";
    private static final String ALIAS = "registered-models/alias";

    private final Rpc rpc;

    RegisteredModels(Rpc rpc) {
        this.rpc = rpc;
    }

    /** Makes a registered model; one of that name must not be there. */
    public RegisteredModel create(String name) {
        return create(name, "", Map.of());
    }

    /** Makes a registered model with a description, which may be empty, and tags; one of that name must not be there. */
    public RegisteredModel create(String name, String description, Map<String, String> tags) {
        ObjectNode body = fields("name", name);
        Fields.putText(body, "description", description);
        Fields.putPairs(body, "tags", tags);
        return told(() -> rpc.create("registered-models/create", body, CreateRegisteredModel.Response.newBuilder())
                .getRegisteredModel());
    }

    /** Replaces a registered model's description. */
    public RegisteredModel update(String name, String description) {
        return told(() -> rpc.patch(
                        "registered-models/update",
                        fields("name", name, "description", description),
                        UpdateRegisteredModel.Response.newBuilder())
                .getRegisteredModel());
    }

    /** Gives a registered model another name. */
    public RegisteredModel rename(String name, String newName) {
        return told(() -> rpc.create(
                        "registered-models/rename",
                        fields("name", name, "new_name", newName),
                        RenameRegisteredModel.Response.newBuilder())
                .getRegisteredModel());
    }

    /** Deletes a registered model with its versions, for good. */
    public void delete(String name) {
        told(() -> rpc.delete("registered-models/delete", fields("name", name)));
    }

    /** Sets a registered model's tag. */
    public void setTag(String name, String key, String value) {
        told(() -> rpc.post("registered-models/set-tag", fields("name", name, "key", key, "value", value)));
    }

    /** Removes a registered model's tag. */
    public void deleteTag(String name, String key) {
        told(() -> rpc.delete("registered-models/delete-tag", fields("name", name, "key", key)));
    }

    /**
     * The registered models that fit; the first page is asked for now, further ones when the stream gets there.
     *
     * @param filter comparisons such as {@code name LIKE 'churn%' AND tags.team = 'a'}, joined by AND; empty for all
     * @param orderBy {@code name} or {@code last_updated_timestamp}, ascending unless {@code DESC} follows; by name where
     *     there is none
     */
    public Stream<RegisteredModel> search(String filter, String... orderBy) {
        return Slice.all(token -> told(() -> {
            SearchRegisteredModels.Response.Builder page = rpc.get(
                    "registered-models/search",
                    SearchRegisteredModels.Response.newBuilder(),
                    Rpc.search(filter, PAGE, token, orderBy));
            return new Slice<>(page.getRegisteredModelsList(), page.getNextPageToken());
        }));
    }

    /** Lets an alias point to a version, away from another one. */
    public void setAlias(String name, String alias, String version) {
        told(() -> rpc.post(ALIAS, fields("name", name, "alias", alias, "version", version)));
    }

    /** Removes an alias. */
    public void deleteAlias(String name, String alias) {
        told(() -> rpc.delete(ALIAS, fields("name", name, "alias", alias)));
    }

    /** The version that an alias points to; empty where the alias is not set or its model or version is gone. */
    public Optional<ModelVersion> byAlias(String name, String alias) {
        try {
            return Optional.of(told(
                    () -> rpc.get(ALIAS, GetModelVersionByAlias.Response.newBuilder(), "name", name, "alias", alias)
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
