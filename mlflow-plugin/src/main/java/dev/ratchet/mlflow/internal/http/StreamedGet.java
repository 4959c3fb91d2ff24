/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Gets files by Java's own client, where {@link BlockingTransfers} is not to be used. */
final class StreamedGet {

    private StreamedGet() {}

    /** Begins a download; its answer fails as those of {@link BlockingTransfers} do. */
    static Exchange begin(HttpClient client, HttpRequest request, Receiver receiver, Executor threads) {
        CompletableFuture<HttpResponse<InputStream>> response = client.sendAsync(request, BodyHandlers.ofInputStream());
        CompletableFuture<Answer> answer = response.thenApplyAsync(
                some -> {
                    try (InputStream body = body(some)) {
                        return receiver.receive(some.statusCode(), some.headers(), body);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
        return new Exchange(answer, () -> {
            if (!response.cancel(true) && !response.isCompletedExceptionally()) {
                close(response.join());
            }
        });
    }

    /** Java gives none when a proxy refuses to open a tunnel. */
    private static InputStream body(HttpResponse<InputStream> response) {
        @Nullable InputStream body = response.body();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            body(response).close();
        } catch (IOException e) {
            // Nobody reads it any more.
        }
    }
}
