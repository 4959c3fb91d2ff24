/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client's connection through a {@link FaultProxy}: a thread for each direction. */
final class ProxiedConnection {

    private static final Pattern REQUEST = Pattern.compile("\\A[A-Z]+ \\S+ HTTP/1\\.1\r\n");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private volatile @Nullable Fault fault;
    private volatile int epoch;

    ProxiedConnection(FaultProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    void start() {
        FaultProxy.daemon("fault-proxy-requests", () -> run(this::pumpRequests));
    }

    void close() {
        FaultProxy.closeQuietly(client);
        FaultProxy.closeQuietly(server);
        proxy.ended(this);
    }

    private interface Pump {
        void run() throws IOException, InterruptedException;
    }

    private void run(Pump pump) {
        try {
            pump.run();
        } catch (IOException | InterruptedException e) {
            // One side went away; so does the other.
        } finally {
            close();
        }
    }

    private void pumpRequests() throws IOException, InterruptedException {
        // Else the system keeps small pieces back for 40 ms.
        client.setTcpNoDelay(true);
        byte[] buffer = new byte[65_536];
        for (int n; (n = client.getInputStream().read(buffer)) >= 0; ) {
            String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
            if (REQUEST.matcher(text).find()) {
                epoch = proxy.epoch();
                fault = proxy.faultFor(text);
            }
            Fault now = fault;
            if (now != null && now.kind() == Fault.Kind.ANSWER) {
                answer(now, Arrays.copyOf(buffer, n));
                return;
            }
            if (now != null && now.kind() == Fault.Kind.LATE) {
                deliverLate(Arrays.copyOf(buffer, n));
                return;
            }
            if (now == null || now.kind() != Fault.Kind.BLACK_HOLE) {
                forward(buffer, n);
            }
        }
    }

    private void forward(byte[] bytes, int length) throws IOException {
        if (!server.isConnected()) {
            server.connect(proxy.server());
            server.setTcpNoDelay(true);
            FaultProxy.daemon("fault-proxy-answers", () -> run(this::pumpAnswers));
        }
        server.getOutputStream().write(bytes, 0, length);
        proxy.passedToServer(length);
    }

    private void pumpAnswers() throws IOException, InterruptedException {
        byte[] buffer = new byte[65_536];
        OutputStream out = client.getOutputStream();
        long passed = 0;
        for (int n; (n = server.getInputStream().read(buffer)) >= 0; ) {
            Fault now = fault;
            if (now != null && now.kind() == Fault.Kind.CUT) {
                int rest = (int) Math.min(n, now.bytes() - passed);
                out.write(buffer, 0, rest);
                proxy.passedToClient(rest);
                passed += rest;
                if (rest < n || passed == now.bytes()) {
                    return;
                }
                continue;
            }
            if (now != null && now.kind() == Fault.Kind.HOLD) {
                proxy.awaitChange(epoch, 0);
            } else if (now != null && now.kind() == Fault.Kind.DELAY) {
                proxy.awaitChange(epoch, Math.max(1, now.delay().toMillis()));
            }
            out.write(buffer, 0, n);
            proxy.passedToClient(n);
        }
    }

    /** Keeps a request until everything passes; then it reaches the server even when the client has gone. */
    private void deliverLate(byte[] first) throws IOException, InterruptedException {
        byte[] request = readWhole(first);
        proxy.awaitChange(epoch, 0);
        if (!proxy.listens()) {
            return;
        }
        // A connection of its own: the one that this client's requests shared has gone with the client.
        try (Socket late = new Socket()) {
            late.connect(proxy.server());
            late.getOutputStream().write(request);
            byte[] buffer = new byte[65_536];
            int n = late.getInputStream().read(buffer);
            if (n > 0) {
                client.getOutputStream().write(buffer, 0, n);
            }
        }
    }

    /** Reads the whole request, so that the client is not cut off while it sends. */
    private byte[] readWhole(byte[] first) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(first);
        byte[] buffer = new byte[65_536];
        int n = 0;
        while (n >= 0 && !isWhole(request)) {
            n = client.getInputStream().read(buffer);
            request.write(buffer, 0, Math.max(0, n));
        }
        return request.toByteArray();
    }

    private void answer(Fault with, byte[] first) throws IOException {
        readWhole(first);
        byte[] body = with.body().getBytes(StandardCharsets.UTF_8);
        String type = with.body().startsWith("{") ? "application/json" : "text/plain; charset=utf-8";
        String head = "HTTP/1.1 " + with.status() + " Injected\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().write(body);
    }

    private static boolean isWhole(ByteArrayOutputStream request) {
        String text = request.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            return text.endsWith("0\r\n\r\n");
        }
        Matcher length = LENGTH.matcher(head);
        return !length.find() || text.length() - end - 4 >= Integer.parseInt(length.group(1));
    }
}
