/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RefusedException;
import dev.ratchet.store.ModelQuery;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RegistryPage;
import dev.ratchet.store.VersionQuery;
import dev.ratchet.store.VersionRecord;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Registered models of a local store: a file per model, changed by one process at a time under a lock and replaced as a
 * whole.
 */
final class LocalRegistry implements ModelRegistry {

    private final RegistryFiles files;
    private final Clock clock;

    LocalRegistry(StoreLayout layout, Clock clock) {
        this.files = new RegistryFiles(layout);
        this.clock = clock;
    }

    // ---- registered models

    @Override
    public RegisteredModelRecord createModel(String name) {
        RegisteredModelRecord.checkName(name);
        return files.locked(name, () -> {
            Optional<LocalRegisteredModel> found = files.read(name);
            return found.isPresent()
                    ? found.get().toRecord()
                    : files.write(files.made(name, clock)).toRecord();
        });
    }

    @Override
    public Optional<RegisteredModelRecord> model(String name) {
        return files.read(name).map(LocalRegisteredModel::toRecord);
    }

    @Override
    public List<RegisteredModelRecord> models(String prefix) {
        return files.all()
                .map(LocalRegisteredModel::toRecord)
                .filter(model -> model.name().startsWith(prefix))
                .sorted(Comparator.comparing(RegisteredModelRecord::name))
                .toList();
    }

    @Override
    public RegistryPage<RegisteredModelRecord> searchModels(ModelQuery query) {
        return query.select(files.all().map(LocalRegisteredModel::toRecord).toList());
    }

    @Override
    public void setModelDescription(String name, String description) {
        files.change(name, model -> model.description = description);
    }

    @Override
    public void setModelTag(String name, String key, String value) {
        files.change(name, model -> model.tags.put(key, value));
    }

    @Override
    public void deleteModelTag(String name, String key) {
        files.change(name, model -> model.tags.remove(key));
    }

    @Override
    public void renameModel(String name, String newName) {
        RegisteredModelRecord.checkName(newName);
        files.open(name);
        if (name.equals(newName)) {
            return;
        }
        // Always in the same order, or two renames could wait for each other.
        boolean ahead = name.compareTo(newName) < 0;
        files.locked(
                ahead ? name : newName,
                () -> files.locked(ahead ? newName : name, () -> {
                    LocalRegisteredModel model = files.open(name);
                    if (files.read(newName).isPresent()) {
                        throw new RefusedException("'" + name + "' cannot be renamed to '" + newName
                                + "': there is a registered model of that name.");
                    }
                    files.write(model.renamed(newName));
                    files.delete(name);
                    return newName;
                }));
    }

    @Override
    public void deleteModel(String name) {
        files.open(name);
        files.locked(name, () -> {
            files.open(name);
            files.delete(name);
            return name;
        });
    }

    // ---- versions

    @Override
    public VersionRecord createVersion(NewVersion version) {
        RegisteredModelRecord.checkName(version.name());
        return files.locked(version.name(), () -> {
            LocalRegisteredModel model = files.read(version.name()).orElseGet(() -> files.made(version.name(), clock));
            VersionRecord created = model.add(version, clock.millis());
            files.write(model);
            return created;
        });
    }

    @Override
    public List<VersionRecord> versionsWithTag(String name, String key, String value) {
        return versions(name).stream()
                .filter(version -> value.equals(version.tags().get(key)))
                .toList();
    }

    @Override
    public List<VersionRecord> versionsOfRun(String runId) {
        return files.all()
                .flatMap(model -> model.versions().stream())
                .filter(version -> version.runId().equals(runId))
                .sorted(Comparator.comparing(VersionRecord::name).thenComparing(VersionRecord::number))
                .toList();
    }

    @Override
    public RegistryPage<VersionRecord> searchVersions(VersionQuery query) {
        return query.select(
                files.all().flatMap(model -> model.versions().stream()).toList());
    }

    @Override
    public VersionRecord version(String name, int number) {
        return files.open(name).version(number);
    }

    @Override
    public Optional<VersionRecord> versionByAlias(String name, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        return files.read(name).flatMap(model -> model.byAlias(alias));
    }

    @Override
    public List<VersionRecord> versions(String name) {
        return files.read(name).map(LocalRegisteredModel::versions).orElse(List.of());
    }

    @Override
    public void setAlias(String name, String alias, int number) {
        RegisteredModelRecord.checkAlias(alias);
        files.change(
                name, model -> model.aliases.put(alias, model.version(number).number()));
    }

    @Override
    public void deleteAlias(String name, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        if (files.read(name).isPresent()) {
            files.change(name, model -> model.aliases.remove(alias));
        }
    }

    @Override
    public void setStage(String name, int number, VersionRecord.Stage stage, boolean archiveExisting) {
        stage.checkArchiving(archiveExisting);
        files.change(name, model -> model.move(number, stage, archiveExisting));
    }

    @Override
    public void setVersionDescription(String name, int number, String description) {
        files.change(
                name, model -> model.change(number, version -> LocalRegisteredModel.described(version, description)));
    }

    @Override
    public void setVersionTag(String name, int number, String key, String value) {
        files.change(name, model -> model.change(number, version -> LocalRegisteredModel.tagged(version, key, value)));
    }

    @Override
    public void deleteVersionTag(String name, int number, String key) {
        files.change(name, model -> model.change(number, version -> LocalRegisteredModel.tagged(version, key, null)));
    }

    @Override
    public void deleteVersion(String name, int number) {
        files.change(name, model -> model.delete(number));
    }
}
