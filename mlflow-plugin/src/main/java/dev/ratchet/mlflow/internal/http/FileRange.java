/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Some bytes on their way to their place in a file; knows how far they are. One request at a time fills it. */
public final class FileRange {

    private final Path file;
    private final long to;
    /** Changed under the lock only. */
    private volatile long at;

    private @Nullable Attempt current;

    /** From an offset up to another one, which is not in it. */
    public FileRange(Path file, long from, long to) {
        this.file = file;
        this.at = from;
        this.to = to;
    }

    Path file() {
        return file;
    }

    long to() {
        return to;
    }

    /** Begins an attempt where the one before was; that writes nothing any more. */
    synchronized Attempt attempt() {
        Attempt next = new Attempt(at);
        current = next;
        return next;
    }

    /** One try to get what is missing. */
    static final class Attempt {

        private final long from;

        private Attempt(long from) {
            this.from = from;
        }

        long from() {
            return from;
        }
    }

    /**
     * Writes behind what is there, and no byte behind the range.
     *
     * @throws IOException when another attempt has begun
     */
    synchronized void write(Attempt attempt, FileChannel out, ByteBuffer block) throws IOException {
        if (current != attempt) {
            throw new IOException("another attempt has taken its place");
        }
        block.limit((int) Math.min(block.limit(), block.position() + to - at));
        while (block.hasRemaining()) {
            at += out.write(block, at);
        }
    }

    /** Whether all bytes have come. */
    public boolean isDone() {
        return at >= to;
    }
}
