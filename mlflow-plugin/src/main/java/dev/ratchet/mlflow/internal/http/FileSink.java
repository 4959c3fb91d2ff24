/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes an answer's body to a file as it comes. */
final class FileSink implements BodySubscriber<byte[]> {

    private final Path file;
    private final Progress progress;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable FileChannel channel;

    FileSink(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription next) {
        subscription = next;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            next.request(1);
        } catch (IOException e) {
            next.cancel();
            done.completeExceptionally(new LocalFileException(e));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        FileChannel out = channel;
        Flow.Subscription source = subscription;
        if (out == null || source == null) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            progress.made();
            source.request(1);
        } catch (IOException e) {
            source.cancel();
            onError(new LocalFileException(e));
        }
    }

    @Override
    public void onError(Throwable problem) {
        close();
        done.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        close();
        done.complete(new byte[0]);
    }

    private void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            done.completeExceptionally(new LocalFileException(e));
        }
    }

    /** The trouble is on our own disk, so asking the server again is of no use. */
    static final class LocalFileException extends IOException {

        private static final long serialVersionUID = 1L;

        LocalFileException(IOException cause) {
            super(cause.toString(), cause);
        }
    }
}
