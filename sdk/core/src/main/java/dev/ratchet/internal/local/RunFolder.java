/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.internal.io.FileNames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of one run.
 *
 * @param path the directory; its name is the run's key
 */
public record RunFolder(Path path) {

    private static final String JOURNAL = ".journal";

    /** The run's key. */
    public String key() {
        return String.valueOf(path.getFileName());
    }

    /** The files of all writers, in order of their names, which is the order of their opening. */
    public List<Path> journals() {
        List<Path> files = new ArrayList<>();
        // Not by a glob: listing a thousand runs would compile it a thousand times.
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                path, entry -> String.valueOf(entry.getFileName()).endsWith(JOURNAL))) {
            entries.forEach(files::add);
        } catch (java.nio.file.NoSuchFileException | java.nio.file.NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    /** The file of a writer. */
    public Path journal(String writer) {
        return path.resolve(writer + JOURNAL);
    }

    /** The writer of a file. */
    public static String writerOf(Path journal) {
        String name = String.valueOf(journal.getFileName());
        return name.substring(0, name.length() - JOURNAL.length());
    }

    /** The lock that a writer holds while it lives. */
    public Path writerLock(String writer) {
        return path.resolve(writer + ".lock");
    }

    /** The folder of the run's artifacts. */
    public Path artifacts() {
        return path.resolve("artifacts");
    }

    /** Where an artifact lies. */
    public Path artifact(String artifactPath) {
        return artifacts().resolve(FileNames.encodePath(artifactPath));
    }

    /** The summary that keeps listing quick. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /** What was acknowledged by a server. */
    public Path acknowledgements(String targetId) {
        return path.resolve("delivered-" + targetId + ".log");
    }

    /** The lock that a process holds while it delivers to a server. */
    public Path deliveryLock(String targetId) {
        return path.resolve("delivered-" + targetId + ".lock");
    }
}
