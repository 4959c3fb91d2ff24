/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Requests to one server. Thread-safe. The HTTP client is made for the first request, since making it takes long.
 */
public final class Transport implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;

    private final ServerAddress server;
    private final HttpSettings settings;
    private final Connection connection;
    private final ClientHolder client;
    private final RetryRules retries;
    private final ErrorMapper errors;

    /** A transport that has not connected yet. */
    public Transport(Connection connection, HttpSettings settings) {
        this.server = connection.server();
        this.settings = settings;
        this.connection = connection;
        this.client = new ClientHolder(settings.connectTimeout(), connection);
        this.retries = new RetryRules(settings);
        this.errors = new ErrorMapper(connection);
    }

    /** Where the requests go. */
    public ServerAddress server() {
        return server;
    }

    /** The workspace of every request, or empty text. */
    public String workspace() {
        return connection.workspace();
    }

    /** What to do where a workspace is set and the server has none. */
    public String withoutWorkspaces() {
        return ErrorMapper.withoutWorkspaces(workspace(), server);
    }

    /** The longest silence of the server within one attempt, unless a call says otherwise. */
    public Duration timeout() {
        return settings.timeout();
    }

    /** How many files of a directory move at the same time. */
    public int parallelTransfers() {
        return settings.parallelTransfers();
    }

    /**
     * Makes a call, and again as the rules allow.
     *
     * @return a success, or an answer that another attempt would not change
     * @throws UnavailableException when no attempt got such an answer
     * @throws MisconfiguredException when no connection can ever be made
     */
    public Answer exchange(Call call) {
        return retries.run(number -> attempt(call, number));
    }

    /** Makes a call and gives its JSON; everything but success is an exception. */
    public JsonNode json(Call call) {
        return json(call, exchange(call));
    }

    /** The JSON of an answer; everything but success is an exception. */
    public JsonNode json(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            throw toException(call, answer);
        }
        JsonNode json = answer.json();
        if (!json.isObject()) {
            throw errors.notMlflow(call, answer);
        }
        return json;
    }

    /** What an answer means that is not a success. */
    public RatchetException toException(Call call, Answer answer) {
        return errors.toException(call, answer);
    }

    /**
     * Makes a call once, whatever comes.
     *
     * @param deadline the longest that all of it may take
     * @throws UnavailableException when there is no answer
     */
    public Answer exchangeOnce(Call call, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            return authorized(call.within(deadline), 1, () -> Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (TryAgain e) {
            throw e.outcome();
        }
    }

    /** Ends the threads; calls that are under way fail. */
    @Override
    public void close() {
        client.close();
    }

    private Answer attempt(Call call, int number) {
        Answer answer = authorized(call, number, () -> timeout(call));
        if (RetryRules.mayPass(answer) && !call.finalStatuses().contains(answer.status())) {
            UnavailableException outcome = errors.unavailable(call, answer);
            if (!call.repeatable()) {
                throw outcome;
            }
            throw new TryAgain(outcome, retries.retryAfter(answer));
        }
        if (isLoginPage(call, answer)) {
            throw errors.notMlflow(call, answer);
        }
        return answer;
    }

    /** What a login before the server answers to a file, with success; else the file would count as moved. */
    private static boolean isLoginPage(Call call, Answer answer) {
        boolean file = call.upload() != null || call.download() != null;
        return file
                && answer.isSuccess()
                && answer.header("Content-Type").startsWith("text/html")
                && !(call.download() != null && call.shown().matches(".*\\.html?"));
    }

    private Duration timeout(Call call) {
        return call.timeout() == null ? settings.timeout() : call.timeout();
    }

    /**
     * A token that the server no longer takes is replaced once.
     *
     * @param patience how long the next step may take
     */
    private Answer authorized(Call call, int number, Supplier<Duration> patience) {
        Credentials credentials = connection.credentials();
        Optional<String> header = credentials.header(patience.get());
        Answer answer = send(call, number, header, patience.get());
        if (answer.status() == UNAUTHORIZED && header.isPresent() && credentials.renew(header.get())) {
            Optional<String> renewed = credentials.header(patience.get());
            return send(call, number, renewed, patience.get());
        }
        return answer;
    }

    private Answer send(Call call, int number, Optional<String> authorization, Duration silence) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UnavailableException(
                    "The thread was interrupted before " + call.shown() + " was sent.", false, null);
        }
        Progress progress = new Progress();
        Map<String, String> headers = headers(call, authorization);
        try {
            if (call.download() != null) {
                return get(call, call.download(), headers, silence, progress, number)
                        .await(silence, progress);
            }
            Optional<Answer> blocking = put(call, headers, silence, progress, number);
            return blocking.isPresent()
                    ? blocking.get()
                    : message(call, headers, progress, number).await(silence, progress);
        } catch (TimeoutException e) {
            throw lost(call, "gave no answer within " + shown(timeout(call)), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "The thread was interrupted while it waited for " + server + " (" + call.shown() + ").", true, e);
        } catch (ExecutionException e) {
            throw failed(call, e.getCause() == null ? e : e.getCause());
        }
    }

    private Exchange message(Call call, Map<String, String> headers, Progress progress, int number) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(call.path())).method(call.method(), body(call, progress));
        headers.forEach(request::setHeader);
        HttpClient http = client.get();
        // Making the first client takes a while, which is not the server's silence.
        progress.made();
        return Exchange.of(http.sendAsync(request.build(), BodyHandlers.ofByteArray()), number);
    }

    private Exchange get(
            Call call, PartFile file, Map<String, String> headers, Duration silence, Progress progress, int number) {
        PartFile.Attempt attempt = file.attempt();
        attempt.rest().ifPresent(rest -> {
            headers.put("Range", "bytes=" + rest.from() + "-");
            headers.put("If-Range", rest.etag());
        });
        return client.download(
                new BlockingTransfers.Request(server.resolve(call.path()), headers, silence, number),
                progress,
                (status, answered) -> FileSink.of(file, attempt, status, answered));
    }

    /**
     * Sends a large file. Empty for all else, and where the server reads no further: why, only the other client hears.
     */
    private Optional<Answer> put(
            Call call, Map<String, String> headers, Duration silence, Progress progress, int number)
            throws InterruptedException, ExecutionException, TimeoutException {
        FileSource file = call.upload();
        if (file == null || !file.isLarge() || !connection.mayBlock(server.resolve(call.path()))) {
            return Optional.empty();
        }
        try {
            return Optional.of(client.files()
                    .put(
                            new BlockingTransfers.Request(server.resolve(call.path()), headers, silence, number),
                            file,
                            progress)
                    .await(silence, progress));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnheardException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Map<String, String> headers(Call call, Optional<String> authorization) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "ratchet-mlflow");
        if (call.body() != null) {
            headers.put("Content-Type", "application/json");
        } else if (call.upload() != null) {
            headers.put("Content-Type", "application/octet-stream");
        }
        connection.headers().forEach(headers::put);
        authorization.ifPresent(value -> headers.put("Authorization", value));
        connection.proxy().authorization().ifPresent(value -> headers.put("Proxy-Authorization", value));
        if (!workspace().isEmpty()) {
            headers.put("X-MLFLOW-WORKSPACE", workspace());
        }
        return headers;
    }

    private static BodyPublisher body(Call call, Progress progress) {
        if (call.upload() != null) {
            return call.upload().publisher(progress);
        }
        return call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JsonText.write(call.body()));
    }

    private RuntimeException failed(Call call, Throwable cause) {
        if (cause instanceof RatchetException told) {
            return told;
        }
        if (cause instanceof CancellationException) {
            return lost(call, "was left because the store was closed", cause);
        }
        if (cause instanceof LocalFileException) {
            return new RatchetException("Cannot write " + call.download() + ": " + cause.getMessage(), cause);
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            String how = cause instanceof HttpConnectTimeoutException
                    ? "no connection within " + shown(settings.connectTimeout())
                    : "connection refused, or the host is not known";
            // Surely not sent, so even a call that must not be repeated may be.
            return new TryAgain(
                    new UnavailableException(
                            "Cannot reach " + server + connection.proxy().onTheWay() + ": " + how
                                    + ". Is the server running there?",
                            false,
                            cause),
                    Duration.ofNanos(-1));
        }
        if (cause instanceof SSLException) {
            return new MisconfiguredException(
                    new TlsFailure(server, connection.tls()).explained(cause, words(cause)), cause);
        }
        if (cause instanceof IOException) {
            return lost(call, "broke off" + connection.proxy().onTheWay() + " (" + words(cause) + ")", cause);
        }
        return new RatchetException(
                "Cannot send " + call.shown() + " to " + server + ": " + connection.scrub(String.valueOf(cause)),
                cause);
    }

    private RuntimeException lost(Call call, String how, @Nullable Throwable cause) {
        UnavailableException outcome =
                new UnavailableException(call.shown() + " of " + server + " " + how + ".", true, cause);
        return call.repeatable() ? new TryAgain(outcome, Duration.ofNanos(-1)) : outcome;
    }

    private String words(Throwable cause) {
        return connection.scrub(String.valueOf(cause.getMessage()));
    }

    private static String shown(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
