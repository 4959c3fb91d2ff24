/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as an MLflow server in one state of mind would; also tells a time of its own, which the JDK's server cannot. */
final class FakeMlflow implements AutoCloseable {

    private record Reply(int status, String type, String body) {}

    private final ServerSocket socket;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private volatile Duration ahead = Duration.ZERO;

    /** A healthy and empty server. */
    FakeMlflow() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        on("/api/3.0/mlflow/server-info", 200, "{\"store_type\": \"SqlStore\", \"workspaces_enabled\": false}");
        on("/version", 200, "3.17.2");
        on(
                "/api/2.0/mlflow/experiments/search",
                200,
                "{\"experiments\": [{\"experiment_id\": \"1\", \"name\": \"e\","
                        + " \"lifecycle_stage\": \"active\"}]}");
        on("/api/2.0/mlflow/runs/search", 200, "{}");
        on("/api/2.0/mlflow-artifacts/artifacts", 200, "{\"files\": []}");
        Thread thread = new Thread(this::serve, "fake-mlflow");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    FakeMlflow on(String path, int status, String body) {
        replies.put(path, new Reply(status, body.startsWith("{") ? "application/json" : "text/plain", body));
        return this;
    }

    FakeMlflow clockAhead(Duration by) {
        ahead = by;
        return this;
    }

    /** Answers everything by a page. */
    FakeMlflow isAnotherProduct() {
        replies.replaceAll((path, reply) -> new Reply(200, "text/html", "<html><body>Welcome to nginx</body></html>"));
        return this;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // The client has gone, or the server is closed.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String request = in.readLine();
        if (request == null) {
            return;
        }
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int i = 0; i < length && in.read() >= 0; i++) {
            // The body is of no interest.
        }
        String path = request.split(" ", -1)[1].replaceFirst("\\?.*", "");
        Reply reply = replies.getOrDefault(path, new Reply(404, "text/html", "<h1>Not Found</h1>"));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
        String head = "HTTP/1.1 " + reply.status() + " x\r\nDate: " + date + "\r\nContent-Type: " + reply.type()
                + "\r\nContent-Length: " + reply.body().length() + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write((head + reply.body()).getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
