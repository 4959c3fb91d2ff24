/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.source;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A file or directory that is not whole yet. Closing it removes what is still there, and so does the end of the JVM, as
 * by Ctrl-C; what was moved to its place stays.
 */
public final class Unfinished implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);

    /** While the JVM ends, another thread may still write a file into a directory that is removed. */
    private static final int TRIES = 100;

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::removeAll, "ratchet-unfinished"));
    }

    private final Path path;

    /** Names what will be written; nothing is made yet. */
    public Unfinished(Path path) {
        this.path = path.toAbsolutePath();
        OPEN.add(this.path);
    }

    /** A new directory for temporary files, which only this user can read. */
    public static Unfinished temporaryFolder() throws IOException {
        return new Unfinished(Files.createTempDirectory("ratchet-data"));
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    private static void removeAll() {
        for (Path path : List.copyOf(OPEN)) {
            boolean gone = false;
            for (int i = 0; i < TRIES && !gone; i++) {
                gone = isRemoved(path);
            }
        }
    }

    private static boolean isRemoved(Path path) {
        try {
            remove(path);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void remove(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.deleteIfExists(path);
            return;
        }
        List<Path> inside;
        try (Stream<Path> found = Files.walk(path)) {
            inside = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : inside) {
            Files.deleteIfExists(one);
        }
    }

    /** Removes it where it is still there; what cannot be removed now is tried again when the JVM ends. */
    @Override
    public void close() {
        try {
            remove(path);
            OPEN.remove(path);
        } catch (IOException e) {
            LOG.warn("'{}' could not be removed: {}. Remove it by hand if it stays.", path, e.getMessage());
        }
    }
}
