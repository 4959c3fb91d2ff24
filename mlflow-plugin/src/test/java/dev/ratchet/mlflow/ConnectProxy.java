/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy for tunnels that asks for a user and a password. */
final class ConnectProxy implements AutoCloseable {

    private static final String REFUSAL = """
            HTTP/1.1 407 Proxy Authentication Required
            Proxy-Authenticate: Basic realm="test"
            Content-Length: 0
            Connection: close

            """.replace("\n", "\r\n");

    private final String expected;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> tunnels = Collections.synchronizedList(new ArrayList<>());

    ConnectProxy(String user, String password) throws IOException {
        String pair = user + ":" + password;
        expected = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where it listens, {@code host:port}. */
    String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Where tunnels have been opened to. */
    List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream());
            String[] request = head.get(0).split(" ", -1);
            boolean known = head.stream().anyMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + expected));
            if (!known || !request[0].equals("CONNECT")) {
                say(client, REFUSAL);
                return;
            }
            String[] target = request[1].split(":", -1);
            try (Socket server = new Socket(target[0], Integer.parseInt(target[1]))) {
                tunnels.add(request[1]);
                say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                threads.execute(() -> copy(server, client));
                copy(client, server);
            }
        } catch (IOException e) {
            // The test sees a connection that ends.
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static List<String> head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ends in its head");
            }
            text.append((char) next);
        }
        return text.toString().lines().toList();
    }

    private static void copy(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // The other side has ended the tunnel.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
