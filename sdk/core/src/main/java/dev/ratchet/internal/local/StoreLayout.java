/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.internal.io.FileNames;
import dev.ratchet.internal.io.FileOps;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where things lie in a local store; docs/local-store.md says the same for people.
 *
 * @param root the store's directory, absolute
 */
public record StoreLayout(Path root) {

    /** Opens a store, making it where there is none: private to the user and ignored by git. */
    public static StoreLayout open(Path directory) {
        StoreLayout layout = new StoreLayout(directory.toAbsolutePath().normalize());
        try {
            if (!Files.isDirectory(layout.root)) {
                Files.createDirectories(layout.root);
                makePrivate(layout.root);
            }
            Path ignore = layout.root.resolve(".gitignore");
            if (!Files.exists(ignore)) {
                FileOps.writeWhole(ignore, "*\n");
            }
            Files.createDirectories(layout.runs());
            Files.createDirectories(layout.models());
            return layout;
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "The local store '" + layout.root + "' cannot be written (" + reason(e)
                            + "). Give a directory that you may write by RATCHET_HOME or Ratchet.builder().store(path).",
                    e);
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return e instanceof FileSystemException file && file.getReason() == null
                ? name + ": " + file.getFile()
                : name + ": " + e.getMessage();
    }

    private static void makePrivate(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The address of a directory, the same whether the directory is there or not. */
    static String uriOf(Path directory) {
        String uri = directory.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    /** Whether there is a store. */
    public boolean exists() {
        return Files.isDirectory(runs());
    }

    /** All runs. */
    public Path runs() {
        return root.resolve("runs");
    }

    /** One run. */
    public RunFolder run(String key) {
        return new RunFolder(runs().resolve(key));
    }

    /** One run that is there. */
    public Optional<RunFolder> existingRun(String key) {
        return key.matches("[0-9a-f]{32}") && Files.isDirectory(runs().resolve(key))
                ? Optional.of(run(key))
                : Optional.empty();
    }

    /** Every run that is there, in no order. */
    public List<RunFolder> allRuns() {
        List<RunFolder> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(runs())) {
            entries.forEach(entry -> folders.add(new RunFolder(entry)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return folders;
    }

    /** All model packages, by key. */
    public Path models() {
        return root.resolve("models");
    }

    /** One model package. */
    public Path model(String key) {
        return models().resolve(key);
    }

    /** What describes an experiment. */
    public Path experiment(String name) {
        return experiments().resolve(FileNames.encodeKey(name) + ".json");
    }

    /** All experiments. */
    public Path experiments() {
        return root.resolve("experiments");
    }

    /** One registered model. */
    public Path registeredModel(String name) {
        return registry().resolve(FileNames.encodeKey(name));
    }

    /** All registered models. */
    public Path registry() {
        return root.resolve("registry");
    }

    /** The ledger of one registered model. */
    public Path ledger(String model) {
        return root.resolve("ledgers").resolve(FileNames.encodeKey(model));
    }

    /** Runs that are being removed. */
    public Path trash() {
        return root.resolve("trash");
    }

    /** The lock that a process holds while it removes runs. */
    public Path trashLock() {
        return root.resolve("trash.lock");
    }

    /** Packages that were downloaded. */
    public Path cache() {
        return root.resolve("cache");
    }
}
