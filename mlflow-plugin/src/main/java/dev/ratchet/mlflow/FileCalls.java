/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.MlflowArtifacts;
import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.mlflow.internal.client.ArtifactCalls;
import dev.ratchet.mlflow.internal.client.VersionCalls;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.ModelVersionsPage;

import java.io.File;
import java.util.List;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/** The official client's calls about artifacts and versions of registered models, without Python. */
abstract class FileCalls extends RunAndExperimentCalls {

    private static final int MOST_RESULTS = 1000;

    final transient VersionCalls versions;
    private final transient ArtifactCalls artifacts;

    FileCalls(MlflowTracking tracking, MlflowRegistry registry, MlflowArtifacts files) {
        super(tracking, registry);
        this.versions = new VersionCalls(rpc);
        this.artifacts =
                new ArtifactCalls(rpc, files, registry, tracking.transport().parallelTransfers());
    }

    @Override
    public RunInfo createRun(CreateRun request) {
        RunInfo created = super.createRun(request);
        artifacts.note(created);
        return created;
    }

    @Override
    public void logArtifact(String runId, File localFile) {
        told(() -> artifacts.log(runId, localFile, ""));
    }

    @Override
    public void logArtifact(String runId, File localFile, @Nullable String artifactPath) {
        told(() -> artifacts.log(runId, localFile, orRoot(artifactPath)));
    }

    @Override
    public void logArtifacts(String runId, File localDir) {
        told(() -> artifacts.logAll(runId, localDir, ""));
    }

    @Override
    public void logArtifacts(String runId, File localDir, @Nullable String artifactPath) {
        told(() -> artifacts.logAll(runId, localDir, orRoot(artifactPath)));
    }

    @Override
    public List<FileInfo> listArtifacts(String runId) {
        return told(() -> artifacts.list(runId, ""));
    }

    @Override
    public List<FileInfo> listArtifacts(String runId, @Nullable String artifactPath) {
        return told(() -> artifacts.list(runId, orRoot(artifactPath)));
    }

    @Override
    public File downloadArtifacts(String runId) {
        return told(() -> artifacts.download(runId, ""));
    }

    @Override
    public File downloadArtifacts(String runId, @Nullable String artifactPath) {
        return told(() -> artifacts.download(runId, orRoot(artifactPath)));
    }

    @Override
    public List<ModelVersion> getLatestVersions(String modelName) {
        return getLatestVersions(modelName, List.of());
    }

    @Override
    public List<ModelVersion> getLatestVersions(String modelName, @Nullable Iterable<String> stages) {
        return super.getLatestVersions(modelName, stages);
    }

    @Override
    public ModelVersion getModelVersion(String modelName, String version) {
        return told(() -> versions.get(modelName, version));
    }

    @Override
    public RegisteredModel getRegisteredModel(String modelName) {
        return told(() -> versions.model(modelName));
    }

    @Override
    public String getModelVersionDownloadUri(String modelName, String version) {
        return told(() -> versions.downloadUri(modelName, version));
    }

    @Override
    public File downloadModelVersion(String modelName, String version) {
        return told(() -> artifacts.downloadVersion(modelName, version));
    }

    @Override
    public File downloadLatestModelVersion(String modelName, String stage) {
        List<ModelVersion> latest = getLatestVersions(modelName, List.of(stage));
        if (latest.isEmpty()) {
            throw new MlflowClientException("The registered model '" + modelName + "' has no version in stage '" + stage
                    + "'. Stages are None, Staging, Production and Archived.");
        }
        return downloadModelVersion(modelName, latest.get(0).getVersion());
    }

    @Override
    public ModelVersionsPage searchModelVersions() {
        return searchModelVersions("");
    }

    @Override
    public ModelVersionsPage searchModelVersions(String searchFilter) {
        return searchModelVersions(searchFilter, MOST_RESULTS, List.of());
    }

    @Override
    public ModelVersionsPage searchModelVersions(@Nullable String searchFilter, int maxResults, List<String> orderBy) {
        return searchModelVersions(searchFilter, maxResults, orderBy, null);
    }

    /** Only the parent can make pages; it gets them by {@link #sendGet}. */
    @Override
    public ModelVersionsPage searchModelVersions(
            @Nullable String searchFilter, int maxResults, List<String> orderBy, @Nullable String pageToken) {
        return super.searchModelVersions(searchFilter, maxResults, orderBy, pageToken);
    }

    private static String orRoot(@Nullable String artifactPath) {
        return artifactPath == null ? "" : artifactPath;
    }
}
