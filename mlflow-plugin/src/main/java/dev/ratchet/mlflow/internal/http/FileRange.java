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

    private @Nullable Object writer;

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

    /** Where the next attempt begins; those before write nothing any more. */
    synchronized long again() {
        writer = null;
        return at;
    }

    /** Lets an attempt write. */
    synchronized void begin(Object newWriter) {
        writer = newWriter;
    }

    /** Writes behind what is there, and no byte behind the range, unless another attempt was made. */
    synchronized void write(Object from, FileChannel out, ByteBuffer block) throws IOException {
        if (writer != from) {
            return;
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
