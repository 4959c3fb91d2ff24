/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives the answers it was told to, by path, the last of each path for ever; remembers the requests. */
final class ScriptedServer implements AutoCloseable {

    /** What came. */
    record Request(String method, String uri, String protocol, Headers headers, String body, long nanoTime) {}

    /** What goes back. */
    record Reply(int status, String contentType, String body, Map<String, String> headers) {

        static Reply json(int status, String body) {
            return new Reply(status, "application/json", body, Map.of());
        }

        static Reply html(int status, String body) {
            return new Reply(status, "text/html; charset=utf-8", body, Map.of());
        }

        static Reply text(int status, String body) {
            return new Reply(status, "text/plain", body, Map.of());
        }

        Reply with(String header, String value) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Reply(status, contentType, body, all);
        }
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new LinkedHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers paths that end so (without query) by these, one after the other. */
    ScriptedServer on(String pathEnd, Reply... next) {
        synchronized (replies) {
            replies.put(pathEnd, new ArrayDeque<>(List.of(next)));
        }
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    List<Request> requests(String part) {
        return requests.stream().filter(request -> request.uri().contains(part)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getProtocol(),
                exchange.getRequestHeaders(),
                body,
                System.nanoTime()));
        Reply reply = reply(exchange.getRequestURI().getRawPath());
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply reply(String path) {
        synchronized (replies) {
            for (Map.Entry<String, Deque<Reply>> entry : replies.entrySet()) {
                if (path.endsWith(entry.getKey())) {
                    Deque<Reply> left = entry.getValue();
                    return left.size() > 1 ? left.removeFirst() : left.getFirst();
                }
            }
        }
        return Reply.html(404, "<!doctype html><title>404 Not Found</title><h1>Not Found</h1>");
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
