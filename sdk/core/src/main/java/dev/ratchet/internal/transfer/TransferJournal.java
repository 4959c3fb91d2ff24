/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.transfer;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has moved already, one line per file at the end of a text: digest, size and path. A line that a crash has cut counts
 * as none. Thread-safe; two processes may write into one, since each line says only what is true.
 */
public final class TransferJournal {

    private static final int FIELDS = 3;

    private final Path file;
    private final Map<String, Moved> known = new HashMap<>();

    /** A file that has moved. */
    public record Moved(long size, String sha256) {}

    private TransferJournal(Path file) {
        this.file = file;
    }

    /** Reads what a file says; one that is not there says nothing. */
    public static TransferJournal open(Path file) {
        TransferJournal journal = new TransferJournal(file);
        try {
            if (Files.exists(file)) {
                journal.read(Files.readAllLines(file, StandardCharsets.UTF_8));
            }
            return journal;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private void read(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split("\t", FIELDS);
            // The end mark tells a whole path from a cut one.
            if (fields.length == FIELDS && fields[1].matches("\\d{1,18}") && fields[2].endsWith("\t")) {
                String path = fields[2].substring(0, fields[2].length() - 1);
                known.put(path, new Moved(Long.parseLong(fields[1]), fields[0]));
            }
        }
    }

    /** What is known of a path. */
    public synchronized Optional<Moved> get(String path) {
        return Optional.ofNullable(known.get(path));
    }

    /** Notes that a file has moved. Paths have no control characters. */
    public synchronized void add(String path, Moved moved) {
        if (moved.equals(known.put(path, moved))) {
            return;
        }
        String line = "\n" + moved.sha256() + '\t' + moved.size() + '\t' + path + "\t\n";
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Forgets everything. */
    public synchronized void delete() {
        known.clear();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static RatchetException unusable(Path file, IOException e) {
        return new RatchetException(
                "Cannot use '" + file + "', which notes the files that have moved: " + e
                        + ". Make it writable, or delete it; then files that are there are sent again.",
                e);
    }
}
