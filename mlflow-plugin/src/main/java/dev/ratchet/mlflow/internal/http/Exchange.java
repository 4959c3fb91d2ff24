/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request that is under way.
 *
 * @param answer what comes of it
 * @param left gives it up, before its answer or after
 */
record Exchange(CompletableFuture<Answer> answer, Runnable left) {

    /** One of Java's own client; {@code number} counts the attempts. */
    static Exchange of(CompletableFuture<HttpResponse<byte[]>> response, int number) {
        return new Exchange(response.thenApply(some -> Answer.of(some, number)), () -> response.cancel(true));
    }

    /**
     * Waits as long as bytes move, and leaves it when it does not wait any more.
     *
     * @param silence the longest time without a byte
     */
    Answer await(Duration silence, Progress progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            while (true) {
                long remaining = silence.toNanos() - progress.nanosSince();
                try {
                    return answer.get(Math.max(0, remaining), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (progress.nanosSince() >= silence.toNanos()) {
                        throw e;
                    }
                }
            }
        } finally {
            left.run();
        }
    }
}
