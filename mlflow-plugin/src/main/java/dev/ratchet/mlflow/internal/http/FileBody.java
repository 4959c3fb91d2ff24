/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes an answer's body to a file as it comes. */
abstract class FileBody implements BodySubscriber<byte[]> {

    private final Progress progress;
    private final BlockWriter blocks = new BlockWriter(this::write);
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    FileBody(Progress progress) {
        this.progress = progress;
    }

    /** Before the first byte. */
    abstract void begin() throws IOException;

    /** Some bytes, behind those before; called by other threads than the rest, one at a time. */
    abstract void write(ByteBuffer block) throws IOException;

    /** After the last byte that comes, also where that is too early. */
    abstract void end() throws IOException;

    @Override
    public final CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public final void onSubscribe(Flow.Subscription next) {
        subscription = next;
        try {
            begin();
            next.request(1);
        } catch (IOException e) {
            next.cancel();
            done.completeExceptionally(new LocalFileException(e));
        }
    }

    @Override
    public final void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription source = subscription;
        if (source == null) {
            return;
        }
        try {
            blocks.add(buffers);
            progress.made();
            source.request(1);
        } catch (IOException e) {
            source.cancel();
            onError(new LocalFileException(e));
        }
    }

    /** What has come before is written nevertheless: the next attempt asks for the rest alone. */
    @Override
    public final void onError(Throwable problem) {
        blocks.end().whenComplete((nothing, unwritten) -> complete(problem));
    }

    @Override
    public final void onComplete() {
        blocks.end()
                .whenComplete(
                        (nothing, unwritten) -> complete(unwritten == null ? null : LocalFileException.of(unwritten)));
    }

    private void complete(@Nullable Throwable problem) {
        Throwable failure = problem;
        try {
            end();
        } catch (IOException e) {
            failure = failure == null ? new LocalFileException(e) : failure;
        }
        if (failure == null) {
            done.complete(new byte[0]);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /** The trouble is on our own disk, so asking the server again is of no use. */
    static final class LocalFileException extends IOException {

        private static final long serialVersionUID = 1L;

        LocalFileException(IOException cause) {
            super(cause.toString(), cause);
        }

        /** Of an {@link IOException}, or of what a future made of it. */
        static LocalFileException of(Throwable problem) {
            Throwable cause = problem;
            while (!(cause instanceof IOException) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            return new LocalFileException(cause instanceof IOException e ? e : new IOException(cause));
        }
    }
}
