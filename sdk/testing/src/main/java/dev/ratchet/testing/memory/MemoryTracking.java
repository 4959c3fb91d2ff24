/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.RunStatus;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Experiments, runs and logged models as objects; one caller at a time. */
final class MemoryTracking implements TrackingStore {

    private static final Comparator<MemoryRun> OLDEST_FIRST =
            Comparator.<MemoryRun>comparingLong(run -> run.created.startTime()).thenComparing(run -> run.id);

    private final URI uri;
    private final Map<String, ExperimentRecord> experiments = new LinkedHashMap<>();
    private final Map<String, MemoryRun> runs = new LinkedHashMap<>();
    private final MemoryModels models;

    MemoryTracking(URI uri) {
        this.uri = uri;
        this.models = new MemoryModels(uri.toString());
    }

    @Override
    public ServerDescription describe(Duration timeout) {
        String version = MemoryTracking.class.getPackage().getImplementationVersion();
        return new ServerDescription(
                "Ratchet stores in memory",
                version == null ? "unknown" : version,
                uri.toString(),
                Map.of("logged_models", true),
                0);
    }

    @Override
    public BatchLimits limits() {
        return MemoryRun.LIMITS;
    }

    @Override
    public synchronized Optional<ExperimentRecord> experiment(String name) {
        return Optional.ofNullable(experiments.get(name));
    }

    @Override
    public synchronized List<ExperimentRecord> experiments() {
        return List.copyOf(experiments.values());
    }

    @Override
    public synchronized ExperimentRecord createExperiment(String name) {
        return experiments.computeIfAbsent(
                name, any -> new ExperimentRecord(Integer.toString(experiments.size() + 1), name, true, Map.of()));
    }

    // ---- runs

    @Override
    public synchronized RunRecord createRun(NewRun run) {
        String experimentId = run.experimentId();
        if (experiments.values().stream().noneMatch(known -> known.id().equals(experimentId))) {
            throw new NotFoundException("There is no experiment with id '" + experimentId + "'.");
        }
        String id = MemoryNames.newId();
        MemoryRun made = new MemoryRun(id, run, uri + "/" + experimentId + "/" + id + "/artifacts");
        runs.put(id, made);
        return made.toRecord();
    }

    @Override
    public synchronized List<RunRecord> findRuns(String experimentId, String key) {
        return active(List.of(experimentId), OLDEST_FIRST).stream()
                .filter(run -> key.equals(run.created.key()))
                .map(MemoryRun::toRecord)
                .toList();
    }

    @Override
    public synchronized RunRecord run(String runId) {
        return known(runId).toRecord();
    }

    @Override
    public synchronized RunPage searchRuns(RunQuery query) {
        List<RunRecord> found =
                query.select(runs.values().stream().map(MemoryRun::toRecord).toList());
        int from = query.pageToken().isEmpty() ? 0 : after(query.pageToken(), found);
        int to = Math.min(found.size(), from + query.maxResults());
        return new RunPage(
                found.subList(from, to), to < found.size() ? found.get(to - 1).id() : "");
    }

    /** A token is the last run of its page. */
    private static int after(String token, List<RunRecord> found) {
        return IntStream.range(0, found.size())
                        .filter(i -> found.get(i).id().equals(token))
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(
                                "'" + token + "' is no page token: give the one of the page before."))
                + 1;
    }

    private List<MemoryRun> active(List<String> experimentIds, Comparator<MemoryRun> order) {
        return runs.values().stream()
                .filter(run -> !run.deleted)
                .filter(run -> experimentIds.isEmpty() || experimentIds.contains(run.created.experimentId()))
                .sorted(order)
                .toList();
    }

    private MemoryRun known(String runId) {
        MemoryRun run = runs.get(runId);
        if (run == null) {
            throw new NotFoundException("There is no run '" + runId + "' in the stores in memory.");
        }
        return run;
    }

    private MemoryRun writable(String runId) {
        MemoryRun run = known(runId);
        if (run.deleted) {
            throw new RefusedException("The run " + runId + " is deleted, so nothing can be logged to it.");
        }
        return run;
    }

    @Override
    public synchronized List<MetricPoint> metricHistory(String runId, String key) {
        return known(runId).history(key);
    }

    @Override
    public synchronized void logBatch(String runId, Batch batch) {
        writable(runId).log(batch);
    }

    @Override
    public synchronized void logInputs(String runId, List<DatasetInput> inputs) {
        MemoryRun run = writable(runId);
        inputs.forEach(run::use);
    }

    @Override
    public synchronized void updateRun(String runId, RunStatus status, long endTime) {
        writable(runId).update(status, endTime);
    }

    @Override
    public synchronized void deleteRun(String runId) {
        known(runId).deleted = true;
    }

    // ---- models

    @Override
    public synchronized ModelRecord createModel(NewModel model) {
        writable(model.runId());
        return models.create(model);
    }

    @Override
    public synchronized List<ModelRecord> findModels(String experimentId, String runId, String key) {
        return models.find(experimentId, runId, key);
    }

    @Override
    public synchronized ModelRecord model(String modelId) {
        return models.get(modelId);
    }

    @Override
    public synchronized ModelRecord modelOfRun(String runId, String name) {
        return models.ofRun(runId, name);
    }

    @Override
    public synchronized void finishModel(ModelRecord model, String mlmodelJson) {
        models.finish(model.id());
        writable(model.runId()).modelIds.add(model.id());
    }

    @Override
    public synchronized void deleteModel(ModelRecord model) {
        models.delete(model.id());
        known(model.runId()).modelIds.remove(model.id());
    }

    @Override
    public synchronized void logModelMetrics(
            String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points) {
        writable(runId).addAll(points);
    }

    @Override
    public Optional<URI> runPage(String experimentId, String runId) {
        return Optional.empty();
    }
}
