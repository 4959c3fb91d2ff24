/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * twice the processor's time for the same bytes. Connections are kept for the next file. Host names are checked and nobody
 * is asked for passwords, whatever the application has set for all of the JVM. Thread-safe.
 */
final class BlockingTransfers implements AutoCloseable {

    /** More at a time is slower: it leaves the processor's cache before it is written. */
    private static final int BLOCK = 1 << 16;

    /** Whoever waits gives up first, and says why. */
    private static final Duration LATER = Duration.ofSeconds(5);

    /** Below this it is no status. */
    private static final int LEAST = 100;

    private static final int ERRORS = 400;

    /** They end by themselves soon after their file. */
    private static final Executor THREADS = new ThreadPoolExecutor(
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

    /** Where the body of an answer goes. */
    interface Sink extends Closeable {

        /** Some bytes, behind those before. */
        void write(ByteBuffer block) throws IOException;

        /** All has come, or no more will. */
        @Override
        default void close() throws IOException {}
    }

    /** Says where the body of an answer goes; empty for one that is a text, such as an error's. */
    interface Sinks {
        Optional<Sink> of(int status, HttpHeaders headers) throws IOException;
    }

    /**
     * What is asked for.
     *
     * @param number counts the attempts
     */
    record Request(URI address, Map<String, String> headers, Duration silence, int number) {}

    /** Begins a download; its answer fails with an {@link IOException}, a {@link LocalFileException} where we cannot write. */
    Exchange get(Request request, Progress progress, Sinks sinks) {
        AtomicBoolean left = new AtomicBoolean();
        return new Exchange(begin(() -> get(request, progress, sinks, left)), () -> left.set(true));
    }

    /**
     * Begins an upload; its answer fails with an {@link IOException}, an {@link UnheardException} where the server reads no
     * further.
     */
    Exchange put(Request request, FileSource file, Progress progress) {
        AtomicBoolean left = new AtomicBoolean();
        AtomicReference<HttpURLConnection> current = new AtomicReference<>();
        CompletableFuture<Answer> answer = begin(() -> {
            HttpURLConnection http = open(request);
            current.set(http);
            return put(request, http, file, progress, left);
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

    private Answer get(Request request, Progress progress, Sinks sinks, AtomicBoolean left) throws IOException {
        HttpURLConnection http = open(request);
        boolean whole = false;
        try {
            int status = status(http);
            progress.made();
            HttpHeaders headers = headers(http);
            String text = "";
            try (InputStream body = body(http, status);
                    Sink sink = sink(sinks, status, headers)) {
                if (sink != null) {
                    check(http, copy(body, sink, progress, left));
                } else {
                    text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                }
                whole = true;
            }
            return new Answer(status, headers, text, request.number());
        } finally {
            if (!whole) {
                http.disconnect();
            }
        }
    }

    private Answer put(Request request, HttpURLConnection http, FileSource file, Progress progress, AtomicBoolean left)
            throws IOException {
        boolean whole = false;
        try {
            http.setRequestMethod("PUT");
            http.setDoOutput(true);
            http.setFixedLengthStreamingMode(file.size());
            OutputStream out = http.getOutputStream();
            try {
                file.writeTo(out, () -> {
                    checkWanted(left);
                    progress.made();
                });
                out.close();
            } catch (IOException e) {
                throw new UnheardException(e);
            }
            int status = status(http);
            try (InputStream body = body(http, status)) {
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                whole = true;
                return new Answer(status, headers(http), text, request.number());
            }
        } catch (HttpRetryException e) {
            // Java would send it again with a password, could it.
            return new Answer(e.responseCode(), HttpHeaders.of(Map.of(), (a, b) -> true), "", request.number());
        } finally {
            if (!whole) {
                http.disconnect();
            }
        }
    }

    private void checkWanted(AtomicBoolean left) {
        if (closed || left.get()) {
            throw new CancellationException();
        }
    }

    private static int status(HttpURLConnection http) throws IOException {
        int status = http.getResponseCode();
        if (status < LEAST) {
            throw new ProtocolException("what answers there does not speak HTTP");
        }
        return status;
    }

    private static InputStream body(HttpURLConnection http, int status) throws IOException {
        @Nullable InputStream body = status < ERRORS ? http.getInputStream() : http.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private HttpURLConnection open(Request request) throws IOException {
        HttpURLConnection http = connection.proxy().open(request.address().toURL());
        http.setInstanceFollowRedirects(false);
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

    private static @Nullable Sink sink(Sinks sinks, int status, HttpHeaders headers) throws IOException {
        try {
            return sinks.of(status, headers).orElse(null);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private long copy(InputStream body, Sink sink, Progress progress, AtomicBoolean left) throws IOException {
        byte[] block = new byte[BLOCK];
        long copied = 0;
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            checkWanted(left);
            try {
                sink.write(ByteBuffer.wrap(block, 0, n));
            } catch (IOException e) {
                throw new LocalFileException(e);
            }
            copied += n;
            progress.made();
        }
        return copied;
    }

    /** Java takes what ends too early for all there is, headers and bodies alike. */
    private static void check(HttpURLConnection http, long copied) throws IOException {
        long length = http.getContentLengthLong();
        boolean chunked = http.getHeaderField("Transfer-Encoding") != null;
        if (copied < length) {
            throw new IOException("closed after " + copied + " of " + length + " bytes");
        }
        if (copied == 0 && length < 0 && !chunked) {
            throw new IOException("closed before a length or a byte of the file came");
        }
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
