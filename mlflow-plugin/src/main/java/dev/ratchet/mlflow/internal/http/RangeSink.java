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
    private final BlockWriter blocks = new BlockWriter(this::write);
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
            range.begin(this);
            next.request(1);
        } catch (IOException e) {
            next.cancel();
            done.completeExceptionally(new FileSink.LocalFileException(e));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
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
            end(FileSink.LocalFileException.of(e));
        }
    }

    private void write(ByteBuffer block) throws IOException {
        FileChannel out = channel;
        if (out == null) {
            return;
        }
        range.write(this, out, block);
    }

    @Override
    public void onError(Throwable problem) {
        blocks.end().whenComplete((nothing, unwritten) -> end(problem));
    }

    @Override
    public void onComplete() {
        blocks.end()
                .whenComplete((nothing, unwritten) ->
                        end(unwritten == null ? null : FileSink.LocalFileException.of(unwritten)));
    }

    private void end(@Nullable Throwable problem) {
        close();
        if (problem == null) {
            done.complete(new byte[0]);
        } else {
            done.completeExceptionally(problem);
        }
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
