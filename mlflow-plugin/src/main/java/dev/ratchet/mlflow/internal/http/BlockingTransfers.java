/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Moves files over blocking connections, each by a thread of its own, because {@link java.net.http.HttpClient} needs up to
 * twice the processor's time for the same bytes. Connections are kept for the next file. Of what the application has set
 * for all of the JVM only a {@link java.net.CookieHandler} is heeded: verifiers of host names, authenticators and caches are
 * not. To be used only where {@link Connection#mayBlock} allows it. Thread-safe.
 */
final class BlockingTransfers implements AutoCloseable {

    /** Whoever waits gives up first, and says why. */
    private static final Duration LATER = Duration.ofSeconds(5);

    /** Below this it is no status. */
    private static final int LEAST = 100;

    private static final int ERRORS = 400;

    /** They end by themselves soon after their file. */
    static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), BlockingTransfers::thread);

    private final Connection connection;
    private final Duration connectTimeout;
    private @Nullable SSLSocketFactory sockets;
    private volatile boolean closed;

    BlockingTransfers(Connection connection, Duration connectTimeout) {
        this.connection = connection;
        this.connectTimeout = connectTimeout;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ratchet-mlflow-file");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What is asked for.
     *
     * @param number counts the attempts
     */
    record Request(URI address, Map<String, String> headers, Duration silence, int number) {}

    /**
     * Begins a download; its answer fails with an {@link IOException}, a {@link LocalFileException} where we cannot write.
     *
     * @throws dev.ratchet.MisconfiguredException when TLS cannot be set up
     */
    Exchange get(Request request, Progress progress, Receiver.Sinks sinks) {
        checkTls(request);
        AtomicBoolean left = new AtomicBoolean();
        Receiver receiver = receiver(request, progress, sinks, left);
        CompletableFuture<Answer> answer = begin(() -> {
            HttpURLConnection http = open(request);
            return orDisconnect(http, () -> answer(http, receiver));
        });
        return new Exchange(answer, () -> left.set(true));
    }

    private Receiver receiver(Request request, Progress progress, Receiver.Sinks sinks, AtomicBoolean left) {
        return new Receiver(request.number(), sinks, () -> {
            checkWanted(left);
            progress.made();
        });
    }

    /**
     * Begins an upload; its answer fails with an {@link IOException}, an {@link UnheardException} where the server reads no
     * further.
     *
     * @throws dev.ratchet.MisconfiguredException when TLS cannot be set up
     */
    Exchange put(Request request, FileSource file, Progress progress) {
        checkTls(request);
        AtomicBoolean left = new AtomicBoolean();
        AtomicReference<HttpURLConnection> current = new AtomicReference<>();
        Receiver receiver = receiver(request, progress, (status, headers) -> Optional.empty(), left);
        CompletableFuture<Answer> answer = begin(() -> {
            HttpURLConnection http = open(request);
            current.set(http);
            return orDisconnect(http, () -> {
                send(http, file, receiver);
                return answer(http, receiver);
            });
        });
        return new Exchange(answer, () -> {
            left.set(true);
            HttpURLConnection http = current.get();
            if (!answer.isDone() && http != null) {
                // Else it could wait for ever for a server that does not read.
                http.disconnect();
            }
        });
    }

    /** Here, since what is wrong there is told to the caller as it is. */
    private void checkTls(Request request) {
        if (request.address().getScheme().equals("https")) {
            sockets();
        }
    }

    /** What may fail. */
    private interface Step {
        Answer run() throws IOException;
    }

    private static CompletableFuture<Answer> begin(Step step) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return step.run();
                    } catch (IOException e) {
                        throw new CompletionException(asOfHttpClient(e));
                    }
                },
                THREADS);
    }

    /** Ends what is under way with its next block. */
    @Override
    public void close() {
        closed = true;
    }

    /** A connection is kept for the next file only when all of its answer has come. */
    private static Answer orDisconnect(HttpURLConnection http, Step step) throws IOException {
        boolean whole = false;
        try {
            Answer answer = step.run();
            whole = true;
            return answer;
        } finally {
            if (!whole) {
                http.disconnect();
            }
        }
    }

    private static void send(HttpURLConnection http, FileSource file, Receiver receiver) throws IOException {
        http.setRequestMethod("PUT");
        http.setDoOutput(true);
        http.setFixedLengthStreamingMode(file.size());
        try {
            OutputStream out = http.getOutputStream();
            receiver.moved().run();
            file.writeTo(out, receiver.moved());
            out.close();
        } catch (ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | SocketTimeoutException
                | SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new UnheardException(e);
        }
    }

    private static Answer answer(HttpURLConnection http, Receiver receiver) throws IOException {
        receiver.moved().run();
        int status = http.getResponseCode();
        if (status < LEAST) {
            throw new ProtocolException("what answers there does not speak HTTP");
        }
        try (InputStream body = body(http, status)) {
            return receiver.receive(status, headers(http), body);
        }
    }

    private void checkWanted(AtomicBoolean left) {
        if (closed || left.get()) {
            throw new CancellationException();
        }
    }

    private static InputStream body(HttpURLConnection http, int status) throws IOException {
        @Nullable InputStream body = status < ERRORS ? http.getInputStream() : http.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private HttpURLConnection open(Request request) throws IOException {
        HttpURLConnection http = connection.proxy().open(request.address().toURL());
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout((int) connectTimeout.toMillis());
        http.setReadTimeout(
                (int) Math.min(Integer.MAX_VALUE, request.silence().plus(LATER).toMillis()));
        if (http instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(sockets());
        }
        request.headers().forEach(http::setRequestProperty);
        return http;
    }

    private synchronized SSLSocketFactory sockets() {
        SSLSocketFactory made = sockets;
        if (made == null) {
            made = new CheckedSockets(connection.tls().context().getSocketFactory());
            sockets = made;
        }
        return made;
    }

    private static HttpHeaders headers(HttpURLConnection http) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        http.getHeaderFields().forEach((name, values) -> {
            // The line before the headers has no name.
            if (name != null) {
                all.computeIfAbsent(name, any -> new ArrayList<>()).addAll(values);
            }
        });
        return HttpHeaders.of(all, (name, value) -> true);
    }

    /** So that there is one meaning for what both clients say. */
    private static IOException asOfHttpClient(IOException failure) {
        IOException same;
        if (failure instanceof UnknownHostException || failure instanceof NoRouteToHostException) {
            same = new ConnectException(failure.getMessage());
        } else if (failure instanceof SocketTimeoutException && "Connect timed out".equals(failure.getMessage())) {
            same = new HttpConnectTimeoutException(failure.getMessage());
        } else {
            return failure;
        }
        same.initCause(failure);
        return same;
    }
}
