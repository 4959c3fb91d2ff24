/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.nio.file.Path;

/** Some bytes on their way to their place in a file; knows how far they are. One request at a time fills it. */
public final class FileRange {

    private final Path file;
    private final long to;
    private volatile long at;

    /** From an offset up to another one, which is not in it. */
    public FileRange(Path file, long from, long to) {
        this.file = file;
        this.at = from;
        this.to = to;
    }

    Path file() {
        return file;
    }

    long at() {
        return at;
    }

    long to() {
        return to;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One request at a time.
    void came(int bytes) {
        at += bytes;
    }

    /** Whether all bytes have come. */
    public boolean isDone() {
        return at >= to;
    }
}
