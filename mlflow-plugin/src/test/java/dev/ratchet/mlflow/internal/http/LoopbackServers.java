/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.ratchet.mlflow.Keytool;
import dev.ratchet.store.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What tests of transfers share: servers on this machine that do as they are told, and end with the test. */
abstract class LoopbackServers {

    static final Duration LONG = Duration.ofSeconds(30);

    final ExecutorService threads = Executors.newCachedThreadPool();
    final ByteArrayOutputStream got = new ByteArrayOutputStream();
    final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        threads.shutdownNow();
    }

    URI serve(HttpServer server, String scheme, HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        opened.add(() -> server.stop(0));
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/file");
    }

    URI serve(HttpHandler handler) throws IOException {
        return serve(HttpServer.create(loopback(), 0), "http", handler);
    }

    KeyStore keys(String host) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Keytool.add(keys, "other", "EC", List.of("-ext", "SAN=" + host));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, Keytool.PASSWORD.toCharArray());
        }
        return store;
    }

    static SSLContext server(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, Keytool.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Answers each connection with these characters, and closes it. */
    URI say(String answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        opened.add(server);
        threads.execute(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    byte[] request = new byte[10_000];
                    int length = 0;
                    while (!new String(request, 0, length, StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                        int some = socket.getInputStream().read(request, length, request.length - length);
                        if (some < 0) {
                            throw new EOFException();
                        }
                        length += some;
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The test has ended, or nobody listens any more.
                }
            }
        });
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/file");
    }

    static BlockingTransfers transfers(URI address, Map<String, String> settings) {
        return new BlockingTransfers(Connection.of(new StoreSettings(address, address, settings), address), LONG);
    }

    static Transport transport(URI address) {
        StoreSettings settings = new StoreSettings(address, address, Map.of("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"));
        return new Transport(Connection.of(settings, address), HttpSettings.of(settings));
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
