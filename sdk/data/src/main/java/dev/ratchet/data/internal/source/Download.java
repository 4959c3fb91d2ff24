/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.source;

import dev.ratchet.RatchetException;
import dev.ratchet.data.ReadOptions;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a file by http. Used by one thread. */
public final class Download {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final long POLL_MILLIS = 50;
    private static final long FIRST_PAUSE_MILLIS = 200;

    private final URI uri;
    private final String shown;
    private final ReadOptions options;
    private final Path target;
    private final HttpClient client;

    private Download(URI uri, ReadOptions options, Path target) {
        this.uri = uri;
        this.shown = shown(uri);
        this.options = options;
        this.target = target;
        this.client = HttpClient.newBuilder()
                .connectTimeout(options.connectTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** An address without its secrets. */
    public static String shown(URI uri) {
        return new Address(uri.toString(), new Properties()).shown();
    }

    /**
     * Fetches a file; tries again where that may help.
     *
     * @return what the server says of its type
     * @throws RatchetException when there is no complete answer, or another one than 200
     */
    public static Optional<String> fetch(URI uri, ReadOptions options, Path target) {
        return new Download(uri, options, target).fetch();
    }

    private Optional<String> fetch() {
        for (int tried = 1; ; tried++) {
            try {
                return attempt();
            } catch (PassingFailure e) {
                if (tried > options.retries()) {
                    throw new RatchetException(
                            "'" + shown + "' could not be read: " + e.getMessage() + " (tried "
                                    + (tried == 1 ? "once" : tried + " times") + ").",
                            e);
                }
                pause(tried);
            }
        }
    }

    private static void pause(int tried) {
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << Math.min(tried - 1, 5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RatchetException("The download was interrupted.", e);
        }
    }

    private Optional<String> attempt() throws PassingFailure {
        CompletableFuture<HttpResponse<Path>> future = client.sendAsync(
                request(),
                HttpResponse.BodyHandlers.ofFile(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING));
        HttpResponse<Path> response = await(future);
        int status = response.statusCode();
        if (status == TOO_MANY || status >= SERVER_ERROR) {
            throw new PassingFailure("the server answered " + status, null);
        }
        if (status != OK) {
            throw new RatchetException(
                    "'" + shown + "' could not be read: the server answered " + status + "." + advice(status));
        }
        return response.headers().firstValue("Content-Type");
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> " Give what it asks for by ReadOptions.builder().header(\"Authorization\", ...).";
            case 404, 410 -> " There is no such file; check the address.";
            default -> "";
        };
    }

    private HttpRequest request() {
        URI plain = uri;
        HttpRequest.Builder request = HttpRequest.newBuilder();
        if (uri.getRawUserInfo() != null) {
            plain = URI.create(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
            String info = Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + info);
        }
        request.uri(plain).header("Accept-Encoding", "identity");
        options.headers().forEach(request::setHeader);
        return request.build();
    }

    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> future) throws PassingFailure {
        long size = 0;
        long since = System.nanoTime();
        while (true) {
            try {
                return future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = target.toFile().length();
                if (now != size) {
                    size = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > options.stallTimeout().toNanos()) {
                    future.cancel(true);
                    throw new PassingFailure(
                            "the server sent nothing for "
                                    + options.stallTimeout().toMillis() + " ms after " + size + " bytes",
                            e);
                }
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new RatchetException("The download of '" + shown + "' was interrupted.", e);
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
    }

    private PassingFailure failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof HttpTimeoutException) {
            return new PassingFailure(
                    "no connection within " + options.connectTimeout().toMillis() + " ms", cause);
        } else if (cause instanceof ConnectException) {
            return new PassingFailure("there is no connection to the server", cause);
        } else if (cause instanceof IOException) {
            return new PassingFailure("the answer is not complete (" + cause.getMessage() + ")", cause);
        }
        throw new RatchetException("'" + shown + "' could not be read: " + cause, cause);
    }

    /** What may be different at the next try. */
    private static final class PassingFailure extends Exception {

        private static final long serialVersionUID = 1L;

        PassingFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
