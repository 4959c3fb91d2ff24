/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.MlflowRegistry;
import dev.ratchet.mlflow.internal.MlflowTracking;
import dev.ratchet.mlflow.internal.client.ExperimentCalls;
import dev.ratchet.mlflow.internal.client.KeyedRuns;
import dev.ratchet.mlflow.internal.client.Rpc;
import dev.ratchet.mlflow.internal.client.RunCalls;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

import java.util.List;
import java.util.Optional;

import static dev.ratchet.mlflow.internal.client.Failures.told;

/**
 * The official client's calls about experiments and runs on this plugin's transport. Together with {@link FileCalls} it
 * overrides every public method of its parent, so that none goes the parent's way unseen.
 */
abstract class RunAndExperimentCalls extends MlflowClient {

    private static final int MOST_RESULTS = 1000;

    final transient Rpc rpc;
    final transient RunCalls runs;
    private final transient KeyedRuns keyedRuns;
    private final transient ExperimentCalls experiments;

    RunAndExperimentCalls(MlflowTracking tracking, MlflowRegistry registry) {
        // Nowhere: what would still go the parent's way fails at once and is found.
        super(new BasicMlflowHostCreds("http://127.0.0.1:1"));
        this.rpc = new Rpc(tracking.transport(), registry.transport());
        this.runs = new RunCalls(rpc, tracking);
        this.keyedRuns = new KeyedRuns(rpc);
        this.experiments = new ExperimentCalls(rpc);
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
    public Run getRun(String runId) {
        return told(() -> runs.get(runId));
    }

    @Override
    public List<Metric> getMetricHistory(String runId, String key) {
        return told(() -> runs.history(runId, key).toList());
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
        return told(() -> keyedRuns.create(request).getInfo());
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
}
