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
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes an answer's body to its place in a file as it comes, and no byte behind that. */
final class RangeSink implements BodySubscriber<byte[]> {

    private final FileRange range;
    private final Progress progress;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable FileChannel channel;

    RangeSink(FileRange range, Progress progress) {
        this.range = range;
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
            channel = FileChannel.open(range.file(), StandardOpenOption.WRITE);
            next.request(1);
        } catch (IOException e) {
            next.cancel();
            done.completeExceptionally(new FileSink.LocalFileException(e));
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
                buffer.limit((int) Math.min(buffer.limit(), buffer.position() + range.to() - range.at()));
                while (buffer.hasRemaining()) {
                    range.came(out.write(buffer, range.at()));
                }
            }
            progress.made();
            source.request(1);
        } catch (IOException e) {
            source.cancel();
            onError(new FileSink.LocalFileException(e));
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
            done.completeExceptionally(new FileSink.LocalFileException(e));
        }
    }
}
