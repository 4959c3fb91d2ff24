/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.RunStatus;
import dev.ratchet.UnavailableException;
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
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.TrackingStore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments, runs and logged models of a local store: what it logs are journals, what it answers comes from them. */
final class LocalTrackingStore implements TrackingStore {

    private static final Comparator<RunState> NEWEST_FIRST =
            Comparator.comparingLong((RunState run) -> run.startTime).reversed().thenComparing(RunState::key);

    private final StoreLayout layout;
    private final Clock clock;
    private final LocalExperiments experiments;
    private final Map<String, RunWriters.OpenWriter> writers = new HashMap<>();

    LocalTrackingStore(StoreLayout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
        this.experiments = new LocalExperiments(layout, clock);
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
        append(folder, new Entry.RunCreated(run.startTime(), run.key(), experiment, run.name(), "", run.tags()));
        return run(folder.key());
    }

    @Override
    public List<RunRecord> findRuns(String experimentId, String key) {
        return states(List.of(experimentId)).stream()
                .filter(state -> key.equals(state.key()) || key.equals(state.tags.get(StoreTags.RUN_KEY)))
                .sorted(Comparator.comparingLong(state -> state.startTime))
                .map(this::toRecord)
                .toList();
    }

    @Override
    public RunRecord run(String runId) {
        return toRecord(state(runId));
    }

    @Override
    public RunPage searchRuns(RunQuery query) {
        List<RunState> found = new ArrayList<>(states(query.experimentIds()));
        found.sort(NEWEST_FIRST);
        int from = query.pageToken().isEmpty() ? 0 : Integer.parseInt(query.pageToken());
        int to = Math.min(found.size(), from + query.maxResults());
        List<RunRecord> page = found.subList(Math.min(from, to), to).stream()
                .map(this::toRecord)
                .toList();
        return new RunPage(page, to < found.size() ? String.valueOf(to) : "");
    }

    private List<RunState> states(List<String> experimentIds) {
        return layout.allRuns().stream()
                .map(RunReader::read)
                .filter(state -> state.exists() && !state.deleted)
                .filter(state ->
                        experimentIds.isEmpty() || experimentIds.contains(LocalExperiments.idOf(state.experiment)))
                .toList();
    }

    private RunRecord toRecord(RunState state) {
        return state.toRecord(layout.run(state.key()));
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
    public void logBatch(String runId, Batch batch) {
        RunState state = writable(runId);
        batch.params().forEach((key, value) -> {
            String first = state.firstParam(key);
            if (first != null && !first.equals(value)) {
                throw new RefusedException("Changing param values is not allowed: '" + key + "' of run " + runId
                        + " is '" + first + "', the new value is '" + value + "'.");
            }
        });
        RunFolder folder = layout.run(runId);
        if (!batch.params().isEmpty()) {
            append(folder, new Entry.Params(clock.millis(), batch.params()));
        }
        if (!batch.tags().isEmpty()) {
            append(folder, new Entry.Tags(clock.millis(), batch.tags()));
        }
        for (MetricPoint point : batch.metrics()) {
            append(folder, new Entry.Metrics(point.timestamp(), point.step(), List.of(point.key()), new double[] {
                point.value()
            }));
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
    public void logInputs(String runId, List<DatasetInput> inputs) {
        RunState state = writable(runId);
        for (DatasetInput input : inputs) {
            boolean known = state.inputs.stream()
                    .anyMatch(before -> before.name().equals(input.name())
                            && before.digest().equals(input.digest()));
            if (!known) {
                append(layout.run(runId), new Entry.Input(clock.millis(), input));
            }
        }
    }

    @Override
    public void updateRun(String runId, RunStatus status, long endTime) {
        writable(runId);
        append(
                layout.run(runId),
                status.isTerminal()
                        ? new Entry.RunEnded(Math.max(endTime, state(runId).startTime), status, "")
                        : new Entry.RunResumed(clock.millis()));
    }

    @Override
    public void deleteRun(String runId) {
        if (!state(runId).deleted) {
            append(layout.run(runId), new Entry.RunDeleted(clock.millis()));
        }
    }

    // ---- models

    @Override
    public ModelRecord createModel(NewModel model) {
        writable(model.runId());
        String key = RunWriters.newKey();
        try {
            Files.createDirectories(layout.model(key));
        } catch (IOException e) {
            throw new UnavailableException("The model's directory could not be made: " + e.getMessage(), false, e);
        }
        append(layout.run(model.runId()), new Entry.ModelLogged(clock.millis(), key, model.name(), "", model.tags()));
        return findModel(model.experimentId(), model.runId(), key);
    }

    private ModelRecord findModel(String experimentId, String runId, String storeKey) {
        return models(experimentId, runId).stream()
                .filter(model -> model.id().equals(LocalModels.idOf(storeKey)))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no model '" + storeKey + "' in run " + runId + "."));
    }

    @Override
    public List<ModelRecord> findModels(String experimentId, String runId, String key) {
        return models(experimentId, runId).stream()
                .filter(model -> key.equals(LocalModels.keyOf(model.id()))
                        || key.equals(model.tags().get(StoreTags.MODEL_KEY)))
                .toList();
    }

    private List<ModelRecord> models(String experimentId, String runId) {
        List<ModelRecord> found = new ArrayList<>();
        for (RunState.StoredModel model : state(runId).models.values()) {
            Map<String, String> tags = new LinkedHashMap<>(model.tags());
            tags.putIfAbsent(StoreTags.MODEL_KEY, model.key());
            String root = layout.model(model.key()).toUri().toString();
            found.add(new ModelRecord(
                    LocalModels.idOf(model.key()), model.name(), experimentId, runId, root, root, model.ready(), tags));
        }
        return found;
    }

    @Override
    public ModelRecord model(String modelId) {
        return states(List.of()).stream()
                .filter(state -> state.models.containsKey(LocalModels.keyOf(modelId)))
                .findFirst()
                .map(state ->
                        findModel(LocalExperiments.idOf(state.experiment), state.key(), LocalModels.keyOf(modelId)))
                .orElseThrow(() -> new NotFoundException(
                        "There is no model '" + modelId + "' in the local store '" + layout.root() + "'."));
    }

    @Override
    public ModelRecord modelOfRun(String runId, String name) {
        return models(LocalExperiments.idOf(state(runId).experiment), runId).stream()
                .filter(model -> model.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new NotFoundException("The run " + runId + " has no model '" + name + "'."));
    }

    @Override
    public void finishModel(ModelRecord model, String mlmodelJson) {
        append(layout.run(model.runId()), new Entry.ModelFinished(clock.millis(), LocalModels.keyOf(model.id())));
    }

    @Override
    public void deleteModel(ModelRecord model) {
        append(layout.run(model.runId()), new Entry.ModelDeleted(clock.millis(), LocalModels.keyOf(model.id())));
    }

    @Override
    public void logModelMetrics(
            String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points) {
        writable(runId);
        for (MetricPoint point : points) {
            append(
                    layout.run(runId),
                    new Entry.ModelMetrics(
                            point.timestamp(),
                            LocalModels.keyOf(model.id()),
                            datasetName,
                            datasetDigest,
                            point.step(),
                            List.of(point.key()),
                            new double[] {point.value()}));
        }
    }

    @Override
    public Optional<URI> runPage(String experimentId, String runId) {
        return Optional.empty();
    }

    private synchronized void append(RunFolder folder, Entry entry) {
        RunWriters.OpenWriter writer = writers.computeIfAbsent(folder.key(), key -> RunWriters.open(folder, clock));
        if (!writer.journal().append(entry)) {
            throw new UnavailableException(
                    "The local store could not be written: " + writer.journal().lostReason(), false, null);
        }
    }

    synchronized void close() {
        writers.values().forEach(RunWriters.OpenWriter::close);
        writers.clear();
    }
}
