/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.json.Json;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.StoreTags;
import dev.ratchet.store.VersionRecord;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Registered models of a local store: a file per model, changed by one process at a time under a lock and replaced as a
 * whole.
 */
final class LocalRegistry implements ModelRegistry {

    private static final Pattern ALIAS = Pattern.compile("[\\w-]+");
    private static final Pattern VERSION_ALIAS = Pattern.compile("[vV]\\d+");
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private final StoreLayout layout;
    private final Clock clock;

    LocalRegistry(StoreLayout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    @Override
    public VersionRecord createVersion(NewVersion version) {
        checkName(version.name());
        return change(version.name(), model -> model.add(version, clock.millis()));
    }

    @Override
    public List<VersionRecord> findVersions(String name, String key) {
        return versions(name).stream()
                .filter(version -> key.equals(version.tags().get(StoreTags.VERSION_KEY)))
                .toList();
    }

    @Override
    public VersionRecord version(String name, int number) {
        return read(name).version(number);
    }

    @Override
    public Optional<VersionRecord> versionByAlias(String name, String alias) {
        checkAlias(alias);
        return read(name).byAlias(alias);
    }

    @Override
    public List<VersionRecord> versions(String name) {
        return read(name).versions();
    }

    @Override
    public void setAlias(String name, String alias, int number) {
        checkAlias(alias);
        change(name, model -> {
            model.version(number);
            return model.aliases.put(alias, number);
        });
    }

    @Override
    public void deleteAlias(String name, String alias) {
        change(name, model -> model.aliases.remove(alias));
    }

    @Override
    public void setVersionTag(String name, int number, String key, String value) {
        change(name, model -> model.tag(number, key, value));
    }

    @Override
    public void deleteVersion(String name, int number) {
        change(name, model -> model.delete(number));
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.contains("/") || name.contains(":")) {
            throw new RefusedException(
                    "registered model name '" + name + "' is not allowed: give a name without / and :");
        }
    }

    private static void checkAlias(String alias) {
        if (!ALIAS.matcher(alias).matches()) {
            throw new RefusedException(
                    "alias '" + alias + "' is not allowed: MLflow takes letters, digits, '_' and '-'");
        }
        if (alias.equals("latest") || VERSION_ALIAS.matcher(alias).matches()) {
            throw new RefusedException("alias '" + alias + "' is not allowed: MLflow reserves 'latest' and v<number>");
        }
    }

    // ---- the file

    private String rootOf(String modelId) {
        return StoreLayout.uriOf(layout.model(LocalModels.keyOf(modelId)));
    }

    private Path file(String name) {
        return layout.registeredModel(name).resolve("model.json");
    }

    private LocalRegisteredModel read(String name) {
        try {
            return LocalRegisteredModel.fromJson(Json.readObject(FileOps.readText(file(name))), this::rootOf);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return new LocalRegisteredModel(name, this::rootOf);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnavailableException("'" + file(name) + "' cannot be read: " + e.getMessage(), false, e);
        }
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T change(
            String name, Function<LocalRegisteredModel, T> change) {
        try {
            ProcessLock lock = lock(name);
            try {
                LocalRegisteredModel model = read(name);
                T result = change.apply(model);
                FileOps.writeWhole(file(name), Json.writePretty(model.toJson()) + "\n");
                return result;
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new UnavailableException("'" + file(name) + "' cannot be written: " + e.getMessage(), false, e);
        }
    }

    private ProcessLock lock(String name) throws IOException {
        Path file = layout.registeredModel(name).resolve("model.lock");
        long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        for (ProcessLock lock = ProcessLock.tryAcquire(file); ; lock = ProcessLock.tryAcquire(file)) {
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "another process holds '" + file + "' for more than " + LOCK_TIMEOUT.toSeconds() + " s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
