/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.MlflowArtifacts;
import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.mlflow.internal.client.ArtifactCalls;
import dev.ratchet.mlflow.internal.client.ExperimentCalls;
import dev.ratchet.mlflow.internal.client.KeyedRuns;
import dev.ratchet.mlflow.internal.client.Rpc;
import dev.ratchet.mlflow.internal.client.RunCalls;
import dev.ratchet.mlflow.internal.client.VersionCalls;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.ModelRegistry.RegisteredModel;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.ModelVersionsPage;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

import java.io.File;
import java.util.List;
import java.util.Optional;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * The official client's API on this plugin's transport: change the constructor and keep the code, also that with {@link
 * org.mlflow.tracking.MlflowContext} and {@link org.mlflow.tracking.ActiveRun}. Needs {@code
 * org.mlflow:mlflow-client:2.17.2} on the class path, of which it uses the types but neither the HTTP client nor Python.
 *
 * <pre>{@code
 * try (MlflowClient client = new RatchetMlflowClient("http://localhost:5000")) {
 *     new MlflowContext(client).withActiveRun("depth 4", run -> run.logMetric("auc", 0.93));
 * }
 * }</pre>
 *
 * <p>What differs from the parent: a server that stalls is a time-out; only what may be sent again is sent again, a
 * refusal never; {@link #createRun(CreateRun)} makes one run also when an answer is lost, by the tag {@code
 * ratchet.client.key}; artifacts of servers that pass them on ({@code mlflow-artifacts:/}) move over HTTP, other
 * addresses are refused with what to do; infinite metric values come back infinite. Settings are those of {@link
 * MlflowStoreProvider}, and {@code MLFLOW_REGISTRY_URI}.
 *
 * <p>Every failure is a {@link MlflowClientException}: an {@link MlflowHttpException} where the server answered, with its
 * status and its body. Downloads go to new temporary directories, which are the caller's to delete. Thread-safe. Not
 * serializable, although the parent says so.
 */
public final class RatchetMlflowClient extends MlflowClient {

    private static final int MOST_RESULTS = 1000;

    private final transient Rpc rpc;
    private final transient RunCalls runs;
    private final transient KeyedRuns keyedRuns;
    private final transient ExperimentCalls experiments;
    private final transient ArtifactCalls artifacts;
    private final transient VersionCalls versions;
    private final transient Runnable onClose;

    /**
     * A client of the server that {@code MLFLOW_TRACKING_URI} names; it connects when it is first used.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient() {
        this(builder().connect());
    }

    /**
     * A client of the server at an address; the rest is as the environment says.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient(String trackingUri) {
        this(builder().trackingUri(trackingUri).connect());
    }

    /**
     * A client with the address and the credentials that a provider has now; it is not asked again.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient(MlflowHostCredsProvider credentials) {
        this(builder().given(credentials.getHostCreds()).connect());
    }

    RatchetMlflowClient(Transports transports) {
        this(
                new MlflowTracking(transports.tracking()),
                new MlflowRegistry(transports.registry(), transports.tracking()),
                transports::close);
    }

    private RatchetMlflowClient(MlflowTracking tracking, MlflowRegistry registry, Runnable onClose) {
        // Nowhere: what would still go the parent's way fails at once and is found.
        super(new BasicMlflowHostCreds("http://127.0.0.1:1"));
        this.rpc = new Rpc(tracking.transport(), registry.transport());
        this.runs = new RunCalls(rpc, tracking);
        this.keyedRuns = new KeyedRuns(rpc);
        this.experiments = new ExperimentCalls(rpc);
        this.artifacts = new ArtifactCalls(
                rpc,
                new MlflowArtifacts(tracking.transport()),
                registry,
                tracking.transport().parallelTransfers());
        this.versions = new VersionCalls(rpc);
        this.onClose = onClose;
    }

    /** Says in code what the environment says otherwise. */
    public static RatchetMlflowClientBuilder builder() {
        return new RatchetMlflowClientBuilder();
    }

    /**
     * A client over the connections of opened stores, {@code ratchet.server()}; closing it leaves them open.
     *
     * @throws IllegalArgumentException when they are not those of an MLflow server
     */
    public static RatchetMlflowClient over(Stores stores) {
        if (stores.tracking() instanceof MlflowTracking tracking
                && stores.registry() instanceof MlflowRegistry registry) {
            return new RatchetMlflowClient(tracking, registry, () -> {});
        }
        throw new IllegalArgumentException("The stores at '" + stores.target()
                + "' are not those of an MLflow server. Set MLFLOW_TRACKING_URI and give Ratchet.server().");
    }

    /** What the official API lacks for registered models. */
    public RegisteredModels registeredModels() {
        return new RegisteredModels(rpc);
    }

    @Override
    public Run getRun(String runId) {
        return told(() -> runs.get(runId));
    }

    @Override
    public List<Metric> getMetricHistory(String runId, String key) {
        return told(() -> runs.history(runId, key));
    }

    @Override
    public RunInfo createRun() {
        return createRun(DEFAULT_EXPERIMENT_ID);
    }

    @Override
    public RunInfo createRun(String experimentId) {
        return createRun(CreateRun.newBuilder()
                .setExperimentId(experimentId)
                .setStartTime(System.currentTimeMillis())
                .setUserId(System.getProperty("user.name", ""))
                .build());
    }

    @Override
    public RunInfo createRun(CreateRun request) {
        RunInfo created = told(() -> keyedRuns.create(request).getInfo());
        artifacts.note(created);
        return created;
    }

    @Override
    public List<RunInfo> listRunInfos(String experimentId) {
        return searchRuns(List.of(experimentId), "");
    }

    @Deprecated
    @Override
    public List<RunInfo> searchRuns(List<String> experimentIds, @Nullable String searchFilter) {
        return searchRuns(experimentIds, searchFilter, ViewType.ACTIVE_ONLY);
    }

    @Deprecated
    @Override
    public List<RunInfo> searchRuns(
            List<String> experimentIds, @Nullable String searchFilter, @Nullable ViewType runViewType) {
        return searchRuns(experimentIds, searchFilter, runViewType, MOST_RESULTS).getItems().stream()
                .map(Run::getInfo)
                .toList();
    }

    @Override
    public RunsPage searchRuns(
            List<String> experimentIds, @Nullable String searchFilter, @Nullable ViewType runViewType, int maxResults) {
        return searchRuns(experimentIds, searchFilter, runViewType, maxResults, List.of(), null);
    }

    @Override
    public RunsPage searchRuns(
            List<String> experimentIds,
            @Nullable String searchFilter,
            @Nullable ViewType runViewType,
            int maxResults,
            List<String> orderBy) {
        return searchRuns(experimentIds, searchFilter, runViewType, maxResults, orderBy, null);
    }

    /** Only the parent can make pages; it gets them by {@link #sendPost}. */
    @Override
    public RunsPage searchRuns(
            List<String> experimentIds,
            @Nullable String searchFilter,
            @Nullable ViewType runViewType,
            int maxResults,
            List<String> orderBy,
            @Nullable String pageToken) {
        return super.searchRuns(experimentIds, searchFilter, runViewType, maxResults, orderBy, pageToken);
    }

    @Override
    public ExperimentsPage searchExperiments() {
        return searchExperiments("");
    }

    @Override
    public ExperimentsPage searchExperiments(String searchFilter) {
        return searchExperiments(searchFilter, ViewType.ACTIVE_ONLY, MOST_RESULTS, List.of());
    }

    @Override
    public ExperimentsPage searchExperiments(
            @Nullable String searchFilter, @Nullable ViewType viewType, int maxResults, List<String> orderBy) {
        return searchExperiments(searchFilter, viewType, maxResults, orderBy, null);
    }

    /** Only the parent can make pages; it gets them by {@link #sendPost}. */
    @Override
    public ExperimentsPage searchExperiments(
            @Nullable String searchFilter,
            @Nullable ViewType viewType,
            int maxResults,
            List<String> orderBy,
            @Nullable String pageToken) {
        return super.searchExperiments(searchFilter, viewType, maxResults, orderBy, pageToken);
    }

    @Override
    public Experiment getExperiment(String experimentId) {
        return told(() -> experiments.get(experimentId));
    }

    @Override
    public Optional<Experiment> getExperimentByName(String experimentName) {
        return told(() -> experiments.byName(experimentName));
    }

    @Override
    public String createExperiment(String experimentName) {
        return createExperiment(
                CreateExperiment.newBuilder().setName(experimentName).build());
    }

    @Override
    public String createExperiment(CreateExperiment request) {
        return told(() -> experiments.create(request));
    }

    @Override
    public void deleteExperiment(String experimentId) {
        told(() -> experiments.delete(experimentId));
    }

    @Override
    public void restoreExperiment(String experimentId) {
        told(() -> experiments.restore(experimentId));
    }

    @Override
    public void renameExperiment(String experimentId, String newName) {
        told(() -> experiments.rename(experimentId, newName));
    }

    @Override
    public void deleteRun(String runId) {
        told(() -> runs.delete(runId));
    }

    @Override
    public void restoreRun(String runId) {
        told(() -> runs.restore(runId));
    }

    @Override
    public void logParam(String runId, String key, String value) {
        told(() -> runs.logParam(runId, key, value));
    }

    @Override
    public void logMetric(String runId, String key, double value) {
        logMetric(runId, key, value, System.currentTimeMillis(), 0);
    }

    @Override
    public void logMetric(String runId, String key, double value, long timestamp, long step) {
        told(() -> runs.logMetric(runId, key, value, timestamp, step));
    }

    @Override
    public void setExperimentTag(String experimentId, String key, String value) {
        told(() -> experiments.setTag(experimentId, key, value));
    }

    @Override
    public void setTag(String runId, String key, String value) {
        told(() -> runs.setTag(runId, key, value));
    }

    @Override
    public void deleteTag(String runId, String key) {
        told(() -> runs.deleteTag(runId, key));
    }

    @Override
    public void logBatch(
            String runId,
            @Nullable Iterable<Metric> metrics,
            @Nullable Iterable<Param> params,
            @Nullable Iterable<RunTag> tags) {
        told(() -> runs.log(runId, metrics, params, tags));
    }

    @Override
    public void setTerminated(String runId) {
        setTerminated(runId, RunStatus.FINISHED);
    }

    @Override
    public void setTerminated(String runId, RunStatus status) {
        setTerminated(runId, status, System.currentTimeMillis());
    }

    @Override
    public void setTerminated(String runId, RunStatus status, long endTime) {
        told(() -> runs.setTerminated(runId, status, endTime));
    }

    /** The path is relative to {@code /api/2.0/mlflow/}, with its query, percent-encoded. */
    @Override
    public String sendGet(String path) {
        return told(() -> rpc.text("GET", path, ""));
    }

    /** Sends JSON; again after a lost answer only where the endpoint is known to take the same request twice. */
    @Override
    public String sendPost(String path, String json) {
        return told(() -> rpc.text("POST", path, json));
    }

    /** Sends JSON; also again after a lost answer, since a change may be made twice. */
    @Override
    public String sendPatch(String path, String json) {
        return told(() -> rpc.text("PATCH", path, json));
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

    /** Ends the connections, unless they belong to opened stores. Idempotent. */
    @Override
    public void close() {
        super.close();
        onClose.run();
    }

    private static String orRoot(@Nullable String artifactPath) {
        return artifactPath == null ? "" : artifactPath;
    }
}
