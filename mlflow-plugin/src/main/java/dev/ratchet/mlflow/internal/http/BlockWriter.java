/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Writes what comes from a connection in larger blocks, by another thread, a bounded number of them ahead: who writes each
 * small buffer before asking for the next one waits for the disk and for the connection in turn. The bytes are copied,
 * because a small buffer can be a slice of a large one. For one caller at a time.
 */
final class BlockWriter {

    /** Where the blocks go, one after the other. */
    interface Target {
        void write(ByteBuffer block) throws IOException;
    }

    private static final int BLOCK = 1 << 18;
    private static final int BLOCKS = 4;

    private final Target target;
    private final Semaphore room = new Semaphore(BLOCKS);
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private @Nullable ByteBuffer block;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private volatile @Nullable IOException problem;

    BlockWriter(Target target) {
        this.target = target;
    }

    /**
     * Takes the bytes of some buffers; waits where too many are not written yet.
     *
     * @throws IOException when a block before could not be written
     */
    void add(List<ByteBuffer> buffers) throws IOException {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                ByteBuffer to = block();
                int some = Math.min(buffer.remaining(), to.remaining());
                to.put(to.position(), buffer, buffer.position(), some);
                to.position(to.position() + some);
                buffer.position(buffer.position() + some);
                if (!to.hasRemaining()) {
                    pass(to);
                }
            }
        }
    }

    private ByteBuffer block() throws IOException {
        ByteBuffer begun = block;
        if (begun != null) {
            return begun;
        }
        room.acquireUninterruptibly();
        IOException failed = problem;
        if (failed != null) {
            room.release();
            throw failed;
        }
        ByteBuffer used = free.poll();
        begun = used == null ? ByteBuffer.allocate(BLOCK) : used.clear();
        block = begun;
        return begun;
    }

    private void pass(ByteBuffer full) {
        block = null;
        written = written.thenRunAsync(() -> write(full.flip()), FileThreads.EXECUTOR);
    }

    /** After a block that fails no other one is written. */
    private void write(ByteBuffer full) {
        try {
            target.write(full);
        } catch (IOException | RuntimeException e) {
            IOException told = e instanceof IOException failed ? failed : new IOException(e);
            problem = told;
            throw new UncheckedIOException(told);
        } finally {
            free.add(full);
            room.release();
        }
    }

    /** Writes the rest; done when all is written, or failed. */
    CompletionStage<Void> end() {
        ByteBuffer rest = block;
        if (rest != null) {
            pass(rest);
        }
        return written;
    }
}
