/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.ModelQuery;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RegistryPage;
import dev.ratchet.store.VersionQuery;
import dev.ratchet.store.VersionRecord;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Registered models as objects; one caller at a time. */
final class MemoryRegistry implements ModelRegistry {

    private final Map<String, MemoryVersions> models = new TreeMap<>();

    private Optional<MemoryVersions> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    private MemoryVersions known(String name) {
        return find(name)
                .orElseThrow(() ->
                        new NotFoundException("There is no registered model '" + name + "' in the stores in memory."));
    }

    private MemoryVersions knownOrNew(String name) {
        RegisteredModelRecord.checkName(name);
        return models.computeIfAbsent(name, any -> new MemoryVersions(name, System.currentTimeMillis()));
    }

    // ---- registered models

    @Override
    public synchronized RegisteredModelRecord createModel(String name) {
        return knownOrNew(name).toRecord();
    }

    @Override
    public synchronized Optional<RegisteredModelRecord> model(String name) {
        return find(name).map(MemoryVersions::toRecord);
    }

    @Override
    public synchronized List<RegisteredModelRecord> models(String prefix) {
        return models.values().stream()
                .filter(model -> model.name.startsWith(prefix))
                .map(MemoryVersions::toRecord)
                .toList();
    }

    @Override
    public synchronized RegistryPage<RegisteredModelRecord> searchModels(ModelQuery query) {
        return query.select(
                models.values().stream().map(MemoryVersions::toRecord).toList());
    }

    @Override
    public synchronized void setModelDescription(String name, String description) {
        known(name).description = description;
    }

    @Override
    public synchronized void setModelTag(String name, String key, String value) {
        known(name).tags.put(key, value);
    }

    @Override
    public synchronized void deleteModelTag(String name, String key) {
        known(name).tags.remove(key);
    }

    @Override
    public synchronized void renameModel(String name, String newName) {
        RegisteredModelRecord.checkName(newName);
        MemoryVersions model = known(name);
        if (!name.equals(newName) && models.containsKey(newName)) {
            throw new RefusedException(
                    "'" + name + "' cannot be renamed to '" + newName + "': there is a registered model of that name.");
        }
        models.remove(name);
        model.name = newName;
        models.put(newName, model);
    }

    @Override
    public synchronized void deleteModel(String name) {
        known(name);
        models.remove(name);
    }

    // ---- versions

    @Override
    public synchronized VersionRecord createVersion(NewVersion version) {
        return knownOrNew(version.name()).add(version, System.currentTimeMillis());
    }

    @Override
    public List<VersionRecord> versionsWithTag(String name, String key, String value) {
        return versions(name).stream()
                .filter(version -> value.equals(version.tags().get(key)))
                .toList();
    }

    @Override
    public synchronized List<VersionRecord> versionsOfRun(String runId) {
        return models.values().stream()
                .flatMap(model -> model.records().stream())
                .filter(version -> version.runId().equals(runId))
                .toList();
    }

    @Override
    public synchronized RegistryPage<VersionRecord> searchVersions(VersionQuery query) {
        return query.select(models.values().stream()
                .flatMap(model -> model.records().stream())
                .toList());
    }

    @Override
    public synchronized VersionRecord version(String name, int number) {
        return known(name).record(number);
    }

    @Override
    public synchronized Optional<VersionRecord> versionByAlias(String name, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        return find(name).flatMap(model -> model.byAlias(alias));
    }

    @Override
    public synchronized List<VersionRecord> versions(String name) {
        return find(name).map(MemoryVersions::records).orElse(List.of());
    }

    @Override
    public synchronized void setAlias(String name, String alias, int number) {
        RegisteredModelRecord.checkAlias(alias);
        MemoryVersions model = known(name);
        model.version(number);
        model.aliases.put(alias, number);
    }

    @Override
    public synchronized void deleteAlias(String name, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        find(name).ifPresent(model -> model.aliases.remove(alias));
    }

    @Override
    public synchronized void setStage(String name, int number, VersionRecord.Stage stage, boolean archiveExisting) {
        stage.checkArchiving(archiveExisting);
        known(name).move(number, stage, archiveExisting);
    }

    @Override
    public synchronized void setVersionDescription(String name, int number, String description) {
        known(name).version(number).description = description;
    }

    @Override
    public synchronized void setVersionTag(String name, int number, String key, String value) {
        known(name).version(number).tags.put(key, value);
    }

    @Override
    public synchronized void deleteVersionTag(String name, int number, String key) {
        known(name).version(number).tags.remove(key);
    }

    @Override
    public synchronized void deleteVersion(String name, int number) {
        known(name).delete(number);
    }
}
