/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.client;

import org.mlflow.api.proto.ModelRegistry.GetModelVersion;
import org.mlflow.api.proto.ModelRegistry.GetModelVersionDownloadUri;
import org.mlflow.api.proto.ModelRegistry.GetRegisteredModel;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;

/** Reads registered models and their versions. */
public final class VersionCalls {

    private final Rpc rpc;

    /** Reads by these calls. */
    public VersionCalls(Rpc rpc) {
        this.rpc = rpc;
    }

    /** A version. */
    public ModelVersion get(String name, String version) {
        return rpc.get("model-versions/get", GetModelVersion.Response.newBuilder(), "name", name, "version", version)
                .getModelVersion();
    }

    /** A registered model. */
    public RegisteredModel model(String name) {
        return rpc.get("registered-models/get", GetRegisteredModel.Response.newBuilder(), "name", name)
                .getRegisteredModel();
    }

    /** Where a version's files are. */
    public String downloadUri(String name, String version) {
        return rpc.get(
                        "model-versions/get-download-uri",
                        GetModelVersionDownloadUri.Response.newBuilder(),
                        "name",
                        name,
                        "version",
                        version)
                .getArtifactUri();
    }
}
