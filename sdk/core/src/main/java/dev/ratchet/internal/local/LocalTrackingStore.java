/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.RunStatus;
import dev.ratchet.internal.io.Version;
import dev.ratchet.internal.journal.Entry;
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
import dev.ratchet.store.RunView;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.TrackingStore;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments, runs and logged models of a local store: what it logs are journals, what it answers comes from them. */
final class LocalTrackingStore implements TrackingStore {

    private static final Comparator<RunState> OLDEST_FIRST =
            Comparator.comparingLong(RunState::startTime).thenComparing(RunState::key);

    private final StoreLayout layout;
    private final Clock clock;
    private final LocalExperiments experiments;
    private final StoreWriters writers;
    private final LocalLoggedModels models;
    private final RunFinder finder;

    LocalTrackingStore(StoreLayout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
        this.experiments = new LocalExperiments(layout, clock);
        this.writers = new StoreWriters(clock);
        this.models = new LocalLoggedModels(layout, clock, writers);
        this.finder = new RunFinder(layout);
    }

    @Override
    public ServerDescription describe(Duration timeout) {
        return new ServerDescription(
                "Ratchet local store", Version.CURRENT, layout.root().toString(), Map.of("logged_models", true), 0);
    }

    @Override
    public BatchLimits limits() {
        return BatchLimits.MLFLOW;
    }

    @Override
    public Optional<ExperimentRecord> experiment(String name) {
        return experiments.find(name);
    }

    @Override
    public List<ExperimentRecord> experiments() {
        return experiments.all();
    }

    @Override
    public ExperimentRecord createExperiment(String name) {
        return experiments.create(name);
    }

    // ---- runs

    @Override
    public RunRecord createRun(NewRun run) {
        String experiment = experiments.all().stream()
                .filter(known -> known.id().equals(run.experimentId()))
                .map(ExperimentRecord::name)
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException("There is no experiment with id '" + run.experimentId() + "'."));
        // A store's call is sent once and may come twice with one key, so the key cannot be the run's directory.
        RunFolder folder = layout.run(RunWriters.newKey());
        writers.append(
                folder, new Entry.RunCreated(run.startTime(), run.key(), experiment, run.name(), "", run.tags()));
        return run(folder.key());
    }

    @Override
    public List<RunRecord> findRuns(String experimentId, String key) {
        return finder.states(List.of(experimentId), RunView.ACTIVE).stream()
                .filter(state -> key.equals(state.key()) || key.equals(state.tags.get(StoreTags.RUN_KEY)))
                .sorted(OLDEST_FIRST)
                .map(finder::toRecord)
                .toList();
    }

    @Override
    public RunRecord run(String runId) {
        return finder.toRecord(state(runId));
    }

    @Override
    public RunPage searchRuns(RunQuery query) {
        return finder.find(query);
    }

    private RunState state(String runId) {
        return layout.existingRun(runId)
                .map(RunReader::read)
                .filter(RunState::exists)
                .orElseThrow(() -> new NotFoundException("There is no run '" + runId + "' in the local store '"
                        + layout.root() + "'. `ratchet runs list` shows those that are there."));
    }

    @Override
    public List<MetricPoint> metricHistory(String runId, String key) {
        return RunReader.history(layout.run(state(runId).key()), key);
    }

    @Override
    public synchronized void logBatch(String runId, Batch batch) {
        RunState state = writable(runId);
        BatchCheck.check(runId, batch, state, limits());
        RunFolder folder = layout.run(runId);
        if (!batch.params().isEmpty()) {
            writers.append(folder, new Entry.Params(clock.millis(), batch.params()));
        }
        if (!batch.tags().isEmpty()) {
            writers.append(folder, new Entry.Tags(clock.millis(), batch.tags()));
        }
        for (MetricPoint point : batch.metrics()) {
            writers.append(
                    folder,
                    new Entry.Metrics(
                            point.timestamp(), point.step(), List.of(point.key()), new double[] {point.value()}));
        }
    }

    private RunState writable(String runId) {
        RunState state = state(runId);
        if (state.deleted) {
            throw new RefusedException("The run " + runId + " is deleted, so nothing can be logged to it.");
        }
        return state;
    }

    @Override
    public synchronized void logInputs(String runId, List<DatasetInput> inputs) {
        RunState state = writable(runId);
        for (DatasetInput input : inputs) {
            boolean known = state.inputs.stream()
                    .anyMatch(before -> before.name().equals(input.name())
                            && before.digest().equals(input.digest()));
            if (!known) {
                Entry.Input entry = new Entry.Input(clock.millis(), input);
                writers.append(layout.run(runId), entry);
                state.apply(entry);
            }
        }
    }

    @Override
    public synchronized void updateRun(String runId, RunStatus status, long endTime) {
        RunState state = writable(runId);
        writers.append(
                layout.run(runId),
                status.isTerminal()
                        ? new Entry.RunEnded(Math.max(endTime, state.startTime), status, "")
                        : new Entry.RunResumed(Math.max(clock.millis(), state.lastTime + 1)));
    }

    @Override
    public void deleteRun(String runId) {
        if (!state(runId).deleted) {
            writers.append(layout.run(runId), new Entry.RunDeleted(clock.millis()));
        }
    }

    // ---- models

    @Override
    public ModelRecord createModel(NewModel model) {
        writable(model.runId());
        return models.create(model);
    }

    @Override
    public List<ModelRecord> findModels(String experimentId, String runId, String key) {
        return LocalLoggedModels.withKey(models.of(state(runId)), key);
    }

    @Override
    public ModelRecord model(String modelId) {
        String key = LocalModels.keyOf(modelId);
        return finder.states(List.of(), RunView.ACTIVE).stream()
                .filter(state -> state.models.containsKey(key))
                .flatMap(state -> models.of(state).stream())
                .filter(model -> model.id().equals(LocalModels.idOf(key)))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "There is no model '" + modelId + "' in the local store '" + layout.root() + "'."));
    }

    @Override
    public ModelRecord modelOfRun(String runId, String name) {
        return models.of(state(runId)).stream()
                .filter(model -> model.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new NotFoundException("The run " + runId + " has no model '" + name + "'."));
    }

    @Override
    public void finishModel(ModelRecord model, String mlmodelJson) {
        models.finish(model);
    }

    @Override
    public void deleteModel(ModelRecord model) {
        models.delete(model);
    }

    @Override
    public void logModelMetrics(
            String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points) {
        writable(runId);
        points.forEach(point -> MlflowNames.checkKey("metric", point.key()));
        models.metrics(runId, model, datasetName, datasetDigest, points);
    }

    @Override
    public Optional<URI> runPage(String experimentId, String runId) {
        return Optional.empty();
    }

    void close() {
        writers.close();
    }
}
