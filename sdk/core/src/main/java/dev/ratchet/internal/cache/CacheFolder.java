/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.io.ProcessLock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where things lie in a folder of packages, and its lock. docs/model-cache.md says the same for people.
 *
 * @param root the folder, absolute
 */
record CacheFolder(Path root) {

    /** What is done under the lock takes milliseconds, or as long as deleting a large package takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private static final String TAG = """
            Signature: 8a477f597d28d172789f06886806bc55
            # Models that Ratchet downloaded; https://bford.info/cachedir/
            """;

    /** What is done while this process alone changes the folder. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Makes the folder where it is not there: private to the user, and known to backups as something to leave out. */
    void make() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
        }
        Path tag = root.resolve("CACHEDIR.TAG");
        if (!Files.exists(tag)) {
            FileOps.writeDerived(tag, TAG);
        }
    }

    /** Does something while no other process, and no other thread, changes the folder. */
    <T> T locked(Action<T> action) throws IOException {
        ProcessLock lock = await(root.resolve("lock"));
        try {
            return action.run();
        } finally {
            lock.close();
        }
    }

    private static ProcessLock await(Path file) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            ProcessLock lock = ProcessLock.tryAcquire(file);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw new IOException(
                        "another process has held '" + file + "' for " + PATIENCE.toSeconds() + " seconds");
            }
            pause(attempt, LONGEST_PAUSE);
        }
    }

    /** Waits a moment, a longer one each time. */
    static void pause(int attempt, Duration longest) throws IOException {
        long moment = TimeUnit.MILLISECONDS.toNanos(1L << Math.min(attempt, 10));
        LockSupport.parkNanos(Math.min(longest.toNanos(), moment));
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the thread was interrupted while it waited for another process");
        }
    }

    UseMarks uses() {
        return new UseMarks(root.resolve("uses"));
    }

    /** Packages that are whole. */
    Path packages() {
        return root.resolve("packages");
    }

    /** One package with what is known of it. */
    PackageEntry entry(String key) {
        return new PackageEntry(packages().resolve(key));
    }

    /** Every package, in no order. */
    List<PackageEntry> entries() throws IOException {
        return children(packages()).stream().map(PackageEntry::new).toList();
    }

    /** Packages that are on their way here. */
    Path downloads() {
        return root.resolve("downloads");
    }

    /** Held by the process that gets a package. */
    Path downloadLock(String key) {
        return downloads().resolve(key + ".lock");
    }

    /** Takes a package out of the folder in one step, so that nobody sees half of it, and deletes it. Under the lock. */
    void remove(PackageEntry entry) throws IOException {
        Path trash = root.resolve("trash");
        Files.createDirectories(trash);
        Files.move(entry.path(), trash.resolve(UUID.randomUUID().toString()));
        emptyTrash();
    }

    /** Deletes what processes that died left behind. Under the lock. */
    void clean() throws IOException {
        emptyTrash();
        for (Path path : children(downloads())) {
            String name = path.getFileName().toString();
            if (!name.endsWith(".lock") && ProcessLock.isFree(downloadLock(name))) {
                FileOps.deleteTree(path);
                Files.deleteIfExists(downloadLock(name));
            }
        }
    }

    private void emptyTrash() throws IOException {
        for (Path path : children(root.resolve("trash"))) {
            FileOps.deleteTree(path);
        }
    }

    static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
                found.forEach(children::add);
            }
        }
        return children;
    }
}
