/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that does nothing but write files and give them back, below the path at which MLflow has its artifacts. Prints
 * its port; ends with its standard input.
 */
final class PlainFileServer {

    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";
    private static final int BLOCK = 1 << 18;
    private static final int NOT_FOUND = 404;

    private PlainFileServer() {}

    /** The folder of the files. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, folder);
            }
        });
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Path folder) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(ARTIFACTS)) {
            list(exchange, folder);
            return;
        }
        Path file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
        if (exchange.getRequestMethod().equals("PUT")) {
            put(exchange, file);
        } else if (path.startsWith(ARTIFACTS) && Files.exists(file)) {
            exchange.sendResponseHeaders(200, Files.size(file));
            try (FileChannel from = FileChannel.open(file)) {
                copy(exchange, from);
            }
        } else {
            exchange.sendResponseHeaders(NOT_FOUND, -1);
        }
    }

    private static void put(HttpExchange exchange, Path file) throws IOException {
        try (OutputStream to = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] block = new byte[BLOCK];
            for (int n = exchange.getRequestBody().read(block);
                    n >= 0;
                    n = exchange.getRequestBody().read(block)) {
                to.write(block, 0, n);
            }
        }
        exchange.sendResponseHeaders(200, -1);
    }

    private static void copy(HttpExchange exchange, FileChannel from) throws IOException {
        byte[] block = new byte[BLOCK];
        var in = Channels.newInputStream(from);
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            exchange.getResponseBody().write(block, 0, n);
        }
    }

    private static void list(HttpExchange exchange, Path folder) throws IOException {
        StringBuilder json = new StringBuilder("{\"files\": [");
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                json.append(json.charAt(json.length() - 1) == '[' ? "" : ", ")
                        .append("{\"path\": \"")
                        .append(file.getFileName())
                        .append("\", \"is_dir\": false, \"file_size\": ")
                        .append(Files.size(file))
                        .append('}');
            }
        }
        byte[] bytes = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
