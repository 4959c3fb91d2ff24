/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.ProcessLock;
import dev.ratchet.internal.json.Json;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The files of registered models: read by everyone, changed by one process at a time. */
final class RegistryFiles {

    private static final String FILE = "model.json";
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private final StoreLayout layout;

    RegistryFiles(StoreLayout layout) {
        this.layout = layout;
    }

    /** What is done while a file is this process's. */
    interface Action<T> {
        T run() throws IOException;
    }

    private String rootOf(String modelId) {
        return StoreLayout.uriOf(layout.model(LocalModels.keyOf(modelId)));
    }

    private Path file(String name) {
        return layout.registeredModel(name).resolve(FILE);
    }

    Optional<LocalRegisteredModel> read(String name) {
        return read(file(name));
    }

    private Optional<LocalRegisteredModel> read(Path file) {
        try {
            return Optional.of(LocalRegisteredModel.fromJson(Json.readObject(FileOps.readText(file)), this::rootOf));
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | RefusedException e) {
            throw new UnavailableException("'" + file + "' cannot be read: " + e.getMessage(), false, e);
        }
    }

    Stream<LocalRegisteredModel> all() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.registry())) {
            folders.forEach(folder -> files.add(folder.resolve(FILE)));
        } catch (NoSuchFileException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UnavailableException("'" + layout.registry() + "' cannot be read: " + e.getMessage(), false, e);
        }
        return files.stream().flatMap(file -> read(file).stream());
    }

    LocalRegisteredModel open(String name) {
        return read(name)
                .orElseThrow(() -> new NotFoundException(
                        "There is no registered model '" + name + "' in the local store '" + layout.root() + "'."));
    }

    /** A model that has no file yet. */
    LocalRegisteredModel made(String name, Clock clock) {
        LocalRegisteredModel model = new LocalRegisteredModel(name, this::rootOf);
        model.createdTime = clock.millis();
        return model;
    }

    void delete(String name) throws IOException {
        Files.delete(file(name));
    }

    LocalRegisteredModel write(LocalRegisteredModel model) throws IOException {
        FileOps.writeWhole(file(model.name), Json.writePretty(model.toJson()) + "\n");
        return model;
    }

    void change(String name, Consumer<LocalRegisteredModel> change) {
        // Looked for first, so that a wrong name leaves no directory behind.
        open(name);
        locked(name, () -> {
            LocalRegisteredModel model = open(name);
            change.accept(model);
            return write(model);
        });
    }

    <T> T locked(String name, Action<T> action) {
        try {
            ProcessLock lock = lock(name);
            try {
                return action.run();
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new UnavailableException("'" + file(name) + "' cannot be written: " + e.getMessage(), false, e);
        }
    }

    private ProcessLock lock(String name) throws IOException {
        return lock(layout.registeredModel(name).resolve("model.lock"));
    }

    /** Waits for a lock, a bounded time. */
    static ProcessLock lock(Path file) throws IOException {
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
