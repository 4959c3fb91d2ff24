/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RunStatus;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.mlflow.internal.http.Urls;
import dev.ratchet.store.Batch;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.ExperimentRecord;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunPage;
import dev.ratchet.store.RunQuery;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.TrackingStore;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments, runs and logged models on an MLflow server. */
public final class MlflowTracking implements TrackingStore {

    private final Transport transport;
    private final Generation generation;
    private final ServerProbe probe;
    private final Experiments experiments;
    private final Runs runs;
    private final Metrics metrics;
    private final LoggedModels loggedModels;
    private final RunModels runModels;

    /** A store that has not connected yet. */
    public MlflowTracking(Transport transport) {
        this.transport = transport;
        this.generation = new Generation(transport);
        this.probe = new ServerProbe(transport, generation);
        RunReader reader = new RunReader(new Doubles(transport.server().base()));
        this.experiments = new Experiments(transport);
        this.runs = new Runs(transport, experiments, reader);
        this.metrics = new Metrics(transport, reader);
        this.loggedModels = new LoggedModels(transport, runs);
        this.runModels = new RunModels(transport, runs);
    }

    /** What the requests go through. */
    public Transport transport() {
        return transport;
    }

    @Override
    public ServerDescription describe(Duration timeout) {
        return probe.describe(timeout);
    }

    /**
     * Checks that the server has logged models; asks it for its version once.
     *
     * @throws dev.ratchet.RefusedException on MLflow 2, with what to do there
     */
    public void requireLoggedModels() {
        generation.requireLoggedModels();
    }

    @Override
    public BatchLimits limits() {
        return generation.limits();
    }

    @Override
    public Optional<ExperimentRecord> experiment(String name) {
        return experiments.byName(name);
    }

    @Override
    public List<ExperimentRecord> experiments() {
        return experiments.all();
    }

    @Override
    public ExperimentRecord createExperiment(String name) {
        return experiments.create(name);
    }

    @Override
    public RunRecord createRun(NewRun run) {
        return runs.create(run);
    }

    @Override
    public List<RunRecord> findRuns(String experimentId, String key) {
        return runs.byKey(experimentId, key);
    }

    @Override
    public RunRecord run(String runId) {
        return runs.get(runId);
    }

    @Override
    public RunPage searchRuns(RunQuery query) {
        return runs.search(query);
    }

    @Override
    public List<MetricPoint> metricHistory(String runId, String key) {
        List<MetricPoint> points = metrics.history(runId, key);
        if (points.isEmpty()) {
            // MLflow has an empty history for runs that do not exist, too.
            runs.get(runId);
        }
        return points;
    }

    @Override
    public void logBatch(String runId, Batch batch) {
        metrics.log(runId, batch);
    }

    @Override
    public void logInputs(String runId, List<DatasetInput> inputs) {
        runs.logInputs(runId, inputs);
    }

    @Override
    public void updateRun(String runId, RunStatus status, long endTime) {
        runs.update(runId, status, endTime);
    }

    @Override
    public void deleteRun(String runId) {
        runs.delete(runId);
    }

    @Override
    public ModelRecord createModel(NewModel model) {
        Names.checkLoggedModel(model.name());
        return generation.hasLoggedModels() ? loggedModels.create(model) : runModels.create(model);
    }

    @Override
    public List<ModelRecord> findModels(String experimentId, String runId, String key) {
        return generation.hasLoggedModels()
                ? loggedModels.byKey(experimentId, runId, key)
                : runModels.byKey(runId, key);
    }

    @Override
    public ModelRecord model(String modelId) {
        int slash = modelId.indexOf('/');
        return slash < 0
                ? loggedModels.get(modelId)
                : runModels.at(modelId.substring(0, slash), modelId.substring(slash + 1));
    }

    @Override
    public ModelRecord modelOfRun(String runId, String name) {
        RunRecord run = runs.get(runId);
        List<ModelRecord> found =
                generation.hasLoggedModels() ? loggedModels.byName(run.experimentId(), runId, name) : List.of();
        return found.isEmpty() ? runModels.at(runId, name) : found.get(found.size() - 1);
    }

    @Override
    public void finishModel(ModelRecord model, String mlmodelJson) {
        if (LoggedModels.owns(model)) {
            loggedModels.finish(model);
        } else {
            runModels.finish(model, mlmodelJson);
        }
    }

    @Override
    public void deleteModel(ModelRecord model) {
        if (LoggedModels.owns(model)) {
            loggedModels.delete(model);
        } else {
            runModels.delete(model);
        }
    }

    @Override
    public void logModelMetrics(
            String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points) {
        Map<String, String> link = new LinkedHashMap<>();
        if (LoggedModels.owns(model)) {
            link.put("model_id", model.id());
            if (!datasetName.isEmpty()) {
                link.put("dataset_name", datasetName);
                link.put("dataset_digest", datasetDigest);
            }
        }
        metrics.logLinked(runId, link, points);
        if (!LoggedModels.owns(model)) {
            metrics.logLinkTags(runId, model, datasetName, datasetDigest, points);
        }
    }

    @Override
    public Optional<URI> runPage(String experimentId, String runId) {
        return Optional.of(transport
                .server()
                .resolve("/#/experiments/" + Urls.encode(experimentId) + "/runs/" + Urls.encode(runId)));
    }
}
