/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.parts.FileSlice;

import javax.net.ssl.SSLException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to signed addresses of storage, which belong to somebody else than the server does: they carry none of the
 * server's credentials, headers, workspace and client certificate, and no message shows more of them than the host.
 * Thread-safe.
 */
public final class SignedTransport implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,60})</Code>");
    private static final int PARTIAL = 206;

    private final StoreSettings settings;
    private final HttpSettings http;
    private final RetryRules retries;
    private final Map<String, Way> ways = new HashMap<>();

    /** A transport that has not connected yet. */
    public SignedTransport(StoreSettings settings, HttpSettings http) {
        this.settings = settings;
        this.http = http;
        this.retries = new RetryRules(http);
    }

    /** How one host is reached. */
    private record Way(Connection connection, ClientHolder client) {}

    /** No connection to the storage can be made from here, although the server gave its address. */
    public static final class UnreachableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreachableException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Puts bytes of a file, again after failures that may pass.
     *
     * @return the storage's answer, success or not
     * @throws UnreachableException when no connection can be made
     * @throws UnavailableException when no attempt got an answer that stays
     */
    public Answer put(SignedUrl url, FileSlice slice, String md5) {
        return exchange("PUT", url, (way, progress, number) -> put(way, url, slice, md5, progress, number), () -> true);
    }

    /**
     * Gets bytes into their place in a file, again after failures that may pass.
     *
     * @return the storage's answer, success or not; {@link FileRange#isDone()} says whether all bytes came
     * @throws UnreachableException when no connection can be made
     * @throws UnavailableException when no attempt got an answer that stays
     */
    public Answer get(SignedUrl url, FileRange range) {
        return exchange("GET", url, (way, progress, number) -> get(way, url, range, progress, number), range::isDone);
    }

    /** The storage's own word for what is wrong, or empty text; nothing else of an answer is safe to show. */
    public static String code(Answer answer) {
        Matcher matcher = CODE.matcher(answer.text());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** One attempt. */
    private interface Attempt {
        Exchange begin(Way way, Progress progress, int number);
    }

    private Answer exchange(String method, SignedUrl url, Attempt attempt, BooleanSupplier done) {
        String shown = method + " at " + url.origin();
        Way way = way(url);
        return retries.run(number -> {
            Answer answer = send(shown, way, attempt, number);
            if (RetryRules.mayPass(answer)) {
                throw again(
                        shown + " gave HTTP " + answer.status() + ", " + code(answer) + ".",
                        retries.retryAfter(answer));
            }
            if (answer.isSuccess() && !done.getAsBoolean()) {
                throw again(shown + " broke off.", Duration.ofNanos(-1));
            }
            return answer;
        });
    }

    private static Exchange put(Way way, SignedUrl url, FileSlice slice, String md5, Progress progress, int number) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.uri()).method("PUT", body(slice, progress));
        headers(way, url).forEach(request::setHeader);
        if (!md5.isEmpty()) {
            request.setHeader("Content-MD5", md5);
        }
        HttpClient http = way.client().get();
        progress.made();
        return Exchange.of(http.sendAsync(request.build(), BodyHandlers.ofByteArray()), number);
    }

    private static BodyPublisher body(FileSlice slice, Progress progress) {
        return slice.length() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> slice.open(progress::made)), slice.length());
    }

    private Exchange get(Way way, SignedUrl url, FileRange range, Progress progress, int number) {
        Map<String, String> headers = headers(way, url);
        FileRange.Attempt attempt = range.attempt();
        headers.put("Range", "bytes=" + attempt.from() + "-" + (range.to() - 1));
        return way.client()
                .download(
                        new BlockingTransfers.Request(url.uri(), headers, http.timeout(), number),
                        progress,
                        (status, answered) -> sink(range, attempt, status));
    }

    private static Optional<Receiver.Sink> sink(FileRange range, FileRange.Attempt attempt, int status)
            throws IOException {
        if (status >= 300) {
            return Optional.empty();
        }
        // A storage that knows no ranges sends all of it, which has its use at the beginning only.
        return Optional.of(status == PARTIAL || attempt.from() == 0 ? new RangeSink(range, attempt) : block -> {});
    }

    private static Map<String, String> headers(Way way, SignedUrl url) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(url.headers());
        // The client sets these itself, and refuses to be told.
        List.of("host", "content-length").forEach(headers::remove);
        way.connection().proxy().authorization().ifPresent(value -> headers.put("Proxy-Authorization", value));
        return headers;
    }

    private Answer send(String shown, Way way, Attempt attempt, int number) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UnavailableException(
                    "The thread was interrupted before a part of a file was moved.", false, null);
        }
        // One for both ways: a large part may take long, a silent storage may not.
        Progress progress = new Progress();
        try {
            return attempt.begin(way, progress, number).await(http.timeout(), progress);
        } catch (TimeoutException e) {
            throw again(shown + " gave no answer within " + http.timeout().toSeconds() + " s.", Duration.ofNanos(-1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The thread was interrupted while a part of a file moved.", true, e);
        } catch (ExecutionException e) {
            throw failed(shown, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Causes are left out: their words may hold the whole address. */
    private static RuntimeException failed(String shown, Throwable cause) {
        if (cause instanceof RatchetException told) {
            return told;
        }
        if (cause instanceof CancellationException) {
            return new UnavailableException(shown + " was left because the store was closed.", true, null);
        }
        if (cause instanceof LocalFileException) {
            return new RatchetException("A part of a download cannot be written: " + cause.getMessage());
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new UnreachableException(shown + ": no connection can be made");
        }
        if (cause instanceof SSLException) {
            return new UnreachableException(shown + ": no TLS connection can be made (" + cause.getMessage()
                    + "); name the authority of its certificate in AWS_CA_BUNDLE, or set MLFLOW_S3_IGNORE_TLS=true");
        }
        return cause instanceof IOException
                ? again(shown + " broke off (" + cause.getClass().getSimpleName() + ").", Duration.ofNanos(-1))
                : new RatchetException(shown + " failed: " + cause.getClass().getName());
    }

    private static TryAgain again(String message, Duration retryAfter) {
        return new TryAgain(new UnavailableException(message, true, null), retryAfter);
    }

    private synchronized Way way(SignedUrl url) {
        return ways.computeIfAbsent(url.origin(), origin -> {
            Connection connection = Connection.ofStorage(settings, URI.create(origin));
            return new Way(connection, new ClientHolder(http.connectTimeout(), connection));
        });
    }

    @Override
    public synchronized void close() {
        ways.values().forEach(way -> way.client().close());
        ways.clear();
    }
}
