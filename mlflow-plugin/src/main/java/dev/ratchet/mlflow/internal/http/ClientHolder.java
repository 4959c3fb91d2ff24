/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the HTTP client when it is first needed, and ends its threads. */
final class ClientHolder implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Duration connectTimeout;
    private final Connection connection;
    private final BlockingTransfers files;
    private @Nullable HttpClient client;
    private @Nullable ExecutorService executor;
    private boolean closed;

    ClientHolder(Duration connectTimeout, Connection connection) {
        this.connectTimeout = connectTimeout;
        this.connection = connection;
        this.files = new BlockingTransfers(connection, connectTimeout);
    }

    synchronized HttpClient get() {
        checkOpen();
        HttpClient current = client;
        if (current == null) {
            executor = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "ratchet-mlflow-http-" + THREADS.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .sslContext(connection.tls().context())
                    .executor(executor);
            connection.proxy().apply(builder);
            current = builder.build();
            client = current;
        }
        return current;
    }

    /** Moves files, where {@link Connection#mayBlock} allows it. */
    synchronized BlockingTransfers files() {
        checkOpen();
        return files;
    }

    /** Begins a download in the way that is best. */
    Exchange download(BlockingTransfers.Request request, Progress progress, Receiver.Sinks sinks) {
        if (connection.mayBlock(request.address())) {
            return files().get(request, progress, sinks);
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.address());
        request.headers().forEach(builder::setHeader);
        HttpClient http = get();
        progress.made();
        Receiver receiver = new Receiver(request.number(), sinks, progress::made);
        return StreamedGet.begin(http, builder.build(), receiver, BlockingTransfers.THREADS);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The store is closed.");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        files.close();
        client = null;
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }
}
