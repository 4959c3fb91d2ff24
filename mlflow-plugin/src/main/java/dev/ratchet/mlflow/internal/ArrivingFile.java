/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** A file that appears at its place only when it is whole. */
final class ArrivingFile {

    private ArrivingFile() {}

    /**
     * Lets a file come.
     *
     * @param fill writes it to an empty one beside the target
     */
    static void at(Path target, Consumer<Path> fill) {
        Path absolute = target.toAbsolutePath();
        Path parent = absolute.getParent();
        Path part = null;
        try {
            if (parent == null) {
                throw new IOException("it is a root");
            }
            Files.createDirectories(parent);
            part = Files.createTempFile(parent, ".ratchet-", ".part");
            fill.accept(part);
            move(part, absolute);
        } catch (IOException e) {
            throw new RatchetException("Cannot write " + target + ": " + e, e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(@org.jspecify.annotations.Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // A hidden part file stays; the download itself has been told.
        }
    }
}
