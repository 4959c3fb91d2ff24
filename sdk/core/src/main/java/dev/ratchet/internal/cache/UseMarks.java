/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.io.ProcessLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Says which things living processes use: a file for each use, whose lock the system frees when the process ends. Marks
 * are made and asked for under the folder's lock.
 *
 * @param directory where the marks are
 */
record UseMarks(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(UseMarks.class);

    /** A thing that is in use until this is closed. */
    record Mark(Path file, ProcessLock lock) implements AutoCloseable {

        @Override
        public void close() {
            try {
                lock.close();
                Files.deleteIfExists(file);
            } catch (IOException | UncheckedIOException e) {
                // A free mark says nothing; who finds it removes it.
                LOG.debug("'{}' stays: {}", file, e.getMessage());
            }
        }
    }

    Mark hold(String id) throws IOException {
        Path file = directory.resolve(id + "~" + UUID.randomUUID() + ".lock");
        ProcessLock lock = ProcessLock.tryAcquire(file);
        if (lock == null) {
            throw new IOException("the new lock '" + file + "' is held already");
        }
        return new Mark(file, lock);
    }

    /** Whether a living process uses a thing; removes the marks of dead ones. */
    boolean isUsed(String id) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        boolean used = false;
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory, id + "~*.lock")) {
            for (Path mark : marks) {
                if (ProcessLock.isFree(mark)) {
                    Files.deleteIfExists(mark);
                } else {
                    used = true;
                }
            }
        }
        return used;
    }
}
