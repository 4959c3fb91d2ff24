/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.NotFoundException;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.StoreTags;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Logged models, in the order of their making. Guarded by its store. */
final class MemoryModels {

    private final String base;
    private final Map<String, ModelRecord> byId = new LinkedHashMap<>();

    MemoryModels(String base) {
        this.base = base;
    }

    ModelRecord create(NewModel model) {
        MemoryNames.checkModel(model.name());
        String id = "m-" + MemoryNames.newId();
        String root = base + "/" + model.experimentId() + "/models/" + id + "/artifacts";
        ModelRecord made =
                new ModelRecord(id, model.name(), model.experimentId(), model.runId(), root, root, false, model.tags());
        byId.put(id, made);
        return made;
    }

    List<ModelRecord> find(String experimentId, String runId, String key) {
        return byId.values().stream()
                .filter(model -> model.experimentId().equals(experimentId)
                        && model.runId().equals(runId))
                .filter(model -> key.equals(model.tags().get(StoreTags.MODEL_KEY)))
                .toList();
    }

    ModelRecord get(String id) {
        ModelRecord model = byId.get(id);
        if (model == null) {
            throw new NotFoundException("There is no model '" + id + "' in the stores in memory.");
        }
        return model;
    }

    ModelRecord ofRun(String runId, String name) {
        return byId.values().stream()
                .filter(model -> model.runId().equals(runId) && model.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new NotFoundException("The run " + runId + " has no model '" + name + "'."));
    }

    void finish(String id) {
        ModelRecord model = get(id);
        byId.put(
                id,
                new ModelRecord(
                        id,
                        model.name(),
                        model.experimentId(),
                        model.runId(),
                        model.artifactRoot(),
                        model.artifactPath(),
                        true,
                        model.tags()));
    }

    void delete(String id) {
        byId.remove(id);
    }
}
