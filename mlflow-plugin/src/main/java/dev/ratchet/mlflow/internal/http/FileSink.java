/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes an answer's body to a file as it comes: all of it, or the rest that was asked for. */
final class FileSink implements BodySubscriber<byte[]> {

    private static final int ALL = 200;
    private static final int REST = 206;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final PartFile file;
    private final ResponseInfo answer;
    private final Progress progress;
    private final BlockWriter blocks;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;

    FileSink(PartFile file, ResponseInfo answer, Progress progress) {
        this.file = file;
        this.answer = answer;
        this.progress = progress;
        this.blocks = new BlockWriter(block -> file.write(this, block));
    }

    /** Whether the answer's body is for the file. */
    static boolean takes(ResponseInfo answer) {
        return answer.statusCode() == ALL || answer.statusCode() == REST;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription next) {
        subscription = next;
        try {
            file.begin(this, from(), answer.headers().firstValue("ETag").orElse(""));
            next.request(1);
        } catch (IOException e) {
            next.cancel();
            done.completeExceptionally(new LocalFileException(e));
        }
    }

    private long from() {
        String range = answer.statusCode() == REST
                ? answer.headers().firstValue("Content-Range").orElse("")
                : "bytes 0-";
        Matcher matcher = RANGE.matcher(range);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
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
            done.completeExceptionally(LocalFileException.of(e));
        }
    }

    /** What has come before is written nevertheless: the next attempt asks for the rest alone. */
    @Override
    public void onError(Throwable problem) {
        blocks.end().whenComplete((nothing, unwritten) -> done.completeExceptionally(problem));
    }

    @Override
    public void onComplete() {
        blocks.end().whenComplete((nothing, unwritten) -> {
            if (unwritten == null) {
                done.complete(new byte[0]);
            } else {
                done.completeExceptionally(LocalFileException.of(unwritten));
            }
        });
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
