/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.internal.io.FileNames;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Files below the directories of a local store; artifact roots are {@code file:} addresses inside of it. */
final class LocalArtifactStore implements ArtifactStore {

    private final StoreLayout layout;

    LocalArtifactStore(StoreLayout layout) {
        this.layout = layout;
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        Path target = resolve(root, checked(path));
        try (InputStream in = FileOps.read(file)) {
            FileOps.Written written = FileOps.copy(in, target);
            if (!written.sha256().equals(sha256)) {
                Files.delete(target);
                throw new RefusedException("'" + file + "' is not the file that was logged: its SHA-256 is "
                        + written.sha256() + ", expected " + sha256 + ".");
            }
        } catch (IOException e) {
            throw unavailable(path, e);
        }
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        Path folder = path.isEmpty() ? directory(root) : resolve(root, checked(path));
        List<ArtifactRecord> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    String stored = String.valueOf(entry.getFileName());
                    if (stored.startsWith(".")) {
                        // A file that is being written; names of artifacts are stored without a dot in front.
                        continue;
                    }
                    String name = FileNames.decode(stored);
                    boolean isFolder = Files.isDirectory(entry);
                    found.add(new ArtifactRecord(
                            path.isEmpty() ? name : path + "/" + name, isFolder, isFolder ? 0 : Files.size(entry)));
                }
            } catch (IOException e) {
                throw unavailable(path, e);
            }
        }
        found.sort(Comparator.comparing(ArtifactRecord::path));
        return found;
    }

    @Override
    public void download(String root, String path, Path target) {
        Path file = resolve(root, checked(path));
        if (!Files.isRegularFile(file)) {
            throw new NotFoundException("There is no file '" + path + "' below '" + root + "'.");
        }
        try (InputStream in = FileOps.read(file)) {
            FileOps.copy(in, target);
        } catch (IOException e) {
            throw unavailable(path, e);
        }
    }

    private Path resolve(String root, String path) {
        return directory(root).resolve(FileNames.encodePath(path));
    }

    private Path directory(String root) {
        if (!root.startsWith("file:")) {
            throw new MisconfiguredException(
                    "The local store reaches artifact roots that begin with file: only, not '" + root + "'.");
        }
        Path directory = Path.of(URI.create(root)).normalize();
        if (!directory.startsWith(layout.root())) {
            throw new MisconfiguredException("'" + root + "' lies outside of the local store '" + layout.root() + "'.");
        }
        return directory;
    }

    private static String checked(String path) {
        try {
            return FileNames.checkPath(path);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static UnavailableException unavailable(String path, IOException e) {
        return new UnavailableException("'" + path + "' could not be read or written: " + e.getMessage(), true, e);
    }
}
