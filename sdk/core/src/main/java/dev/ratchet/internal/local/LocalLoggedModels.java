/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.UnavailableException;
import dev.ratchet.internal.journal.Entry;
import dev.ratchet.store.MetricPoint;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.StoreTags;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The logged models of a local store: directories, and what the journals of their runs say of them. */
final class LocalLoggedModels {

    private final StoreLayout layout;
    private final Clock clock;
    private final StoreWriters writers;

    LocalLoggedModels(StoreLayout layout, Clock clock, StoreWriters writers) {
        this.layout = layout;
        this.clock = clock;
        this.writers = writers;
    }

    ModelRecord create(NewModel model) {
        MlflowNames.checkModelName(model.name());
        String key = RunWriters.newKey();
        try {
            Files.createDirectories(layout.model(key));
        } catch (IOException e) {
            throw new UnavailableException("The model's directory could not be made: " + e.getMessage(), false, e);
        }
        writers.append(
                layout.run(model.runId()), new Entry.ModelLogged(clock.millis(), key, model.name(), "", model.tags()));
        RunState.StoredModel stored = new RunState.StoredModel(key, model.name(), "", false, model.tags());
        return toRecord(stored, model.experimentId(), model.runId());
    }

    /** The models of a run, in the order of their logging. */
    List<ModelRecord> of(RunState run) {
        return run.models.values().stream()
                .map(model -> toRecord(model, LocalExperiments.idOf(run.experiment), run.key()))
                .toList();
    }

    private ModelRecord toRecord(RunState.StoredModel model, String experimentId, String runId) {
        Map<String, String> tags = new LinkedHashMap<>(model.tags());
        tags.putIfAbsent(StoreTags.MODEL_KEY, model.key());
        String root = StoreLayout.uriOf(layout.model(model.key()));
        return new ModelRecord(
                LocalModels.idOf(model.key()), model.name(), experimentId, runId, root, root, model.ready(), tags);
    }

    static List<ModelRecord> withKey(List<ModelRecord> models, String key) {
        return models.stream()
                .filter(model -> key.equals(LocalModels.keyOf(model.id()))
                        || key.equals(model.tags().get(StoreTags.MODEL_KEY)))
                .toList();
    }

    void finish(ModelRecord model) {
        writers.append(
                layout.run(model.runId()), new Entry.ModelFinished(clock.millis(), LocalModels.keyOf(model.id())));
    }

    void delete(ModelRecord model) {
        writers.append(
                layout.run(model.runId()), new Entry.ModelDeleted(clock.millis(), LocalModels.keyOf(model.id())));
    }

    void metrics(String runId, ModelRecord model, String datasetName, String datasetDigest, List<MetricPoint> points) {
        for (MetricPoint point : points) {
            writers.append(
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
}
