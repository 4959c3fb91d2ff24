/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A package on this disk that stays while this is open; at the end of the process it is closed by itself. */
public final class Lease implements AutoCloseable {

    private final Path directory;
    private final boolean verified;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(Path directory, boolean verified, Runnable end) {
        this.directory = directory;
        this.verified = verified;
        this.end = end;
    }

    /** A package that needs no lease, because nobody removes it. */
    public static Lease of(Path directory) {
        return new Lease(directory, false, () -> {});
    }

    /** The package. */
    public Path directory() {
        return directory;
    }

    /** Whether the files have been compared with what was logged. */
    public boolean isVerified() {
        return verified;
    }

    /** Lets the package go. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
