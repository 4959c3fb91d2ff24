/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A server's files in a directory: the root is the path below it. Counts what is asked, and can be held up. */
final class FolderArtifacts implements ArtifactStore {

    private final Path folder;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Consumer<String> before = path -> {};

    FolderArtifacts(Path folder) {
        this.folder = folder;
    }

    int requests() {
        return requests.get();
    }

    /** Does something before each download of a file. */
    FolderArtifacts before(Consumer<String> action) {
        before = action;
        return this;
    }

    @Override
    public void upload(String root, String path, Path file, String sha256) {
        throw new UnsupportedOperationException("only read here");
    }

    @Override
    public List<ArtifactRecord> list(String root, String path) {
        requests.incrementAndGet();
        List<ArtifactRecord> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve(root).resolve(path))) {
            for (Path file : files.sorted().toList()) {
                String relative = folder.resolve(root).relativize(file).toString();
                boolean directory = Files.isDirectory(file);
                found.add(new ArtifactRecord(relative, directory, directory ? 0 : Files.size(file)));
            }
        } catch (IOException e) {
            throw new NotFoundException("There is nothing at '" + root + "'.");
        }
        return found;
    }

    @Override
    public void download(String root, String path, Path target) {
        requests.incrementAndGet();
        before.accept(path);
        try {
            Files.createDirectories(target.getParent());
            Files.copy(folder.resolve(root).resolve(path), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RatchetException broken() {
        return new RatchetException("the connection broke");
    }

    PackageSource source(String name) {
        return new PackageSource(
                this, name, "http://server", "model '" + name + "'", "id " + name, List.of("a " + name));
    }

    /** Puts a package there whose files have so many bytes beside MLmodel. */
    PackageSource put(String name, int bytes) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(root.resolve("data"));
        Files.writeString(root.resolve("MLmodel"), "flavors:\n  test: {data: data/weights.bin}\n");
        Files.writeString(root.resolve("data/weights.bin"), "w".repeat(bytes));
        return source(name);
    }
}
