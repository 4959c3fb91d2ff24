/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on loopback between an HTTP/1.1 client and a server that does to the connections what networks do:
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(server.uri())) {
 *     proxy.inject(Fault.cutAfter(0).onlyFor("runs/create").times(1)); // the server acts, the answer is lost
 *     ...
 * }
 * }</pre>
 *
 * <p>It begins with passing everything. A fault holds for the requests that begin after {@link #inject}, also on
 * connections that are already open. All methods may be called from any thread.
 */
public final class FaultProxy implements AutoCloseable {

    private static final long ACCEPTOR_END_MILLIS = 5_000;

    private final InetSocketAddress server;
    private final URI uri;
    private final int port;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();

    /** Holds the port while nothing listens, so that nobody else gets it. */
    private @Nullable Socket placeholder;

    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private @Nullable Fault fault;
    private int left;
    private int epoch;

    private FaultProxy(URI target) throws IOException {
        int targetPort = target.getPort() >= 0 ? target.getPort() : 80;
        server = new InetSocketAddress(target.getHost(), targetPort);
        ServerSocket first = new ServerSocket();
        first.setReuseAddress(true);
        first.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = first.getLocalPort();
        uri = URI.create("http://127.0.0.1:" + port + (target.getRawPath() == null ? "" : target.getRawPath()));
        listen(first);
    }

    /** Starts a proxy in front of a server, on a free port. */
    public static FaultProxy to(URI server) {
        try {
            return new FaultProxy(server);
        } catch (IOException e) {
            throw new UncheckedIOException("No proxy in front of " + server + ": " + e.getMessage(), e);
        }
    }

    /** The server's address through the proxy. */
    public URI uri() {
        return uri;
    }

    /** The number of requests that came, passed or not. */
    public int requests() {
        return requests.get();
    }

    /** The number of requests that were hit by a fault. */
    public int hits() {
        return hits.get();
    }

    /** The number of bytes, heads and all, that clients have sent and the server was given. */
    public long bytesToServer() {
        return toServer.get();
    }

    /** The number of bytes, heads and all, that the server has answered and clients were given. */
    public long bytesToClient() {
        return toClient.get();
    }

    /** Does this to requests from now on, in place of what was done before. */
    public void inject(Fault next) {
        accept();
        synchronized (this) {
            fault = next;
            left = next.times();
            epoch++;
            notifyAll();
        }
    }

    /** Lets everything pass: answers that were held go on their way, refused connections are accepted again. */
    public void pass() {
        accept();
        synchronized (this) {
            fault = null;
            epoch++;
            notifyAll();
        }
    }

    /** Cuts all connections and refuses new ones, as a server that is not running does. Held answers never arrive. */
    public void refuse() {
        synchronized (this) {
            if (listener != null) {
                closeQuietly(listener);
                listener = null;
                awaitAcceptor();
                hold();
            }
            // Before what was held wakes up, which would pass its answer on.
            connections.forEach(ProxiedConnection::close);
            fault = null;
            epoch++;
            notifyAll();
        }
    }

    /** Cuts all connections and frees the port. */
    @Override
    public void close() {
        refuse();
        synchronized (this) {
            if (placeholder != null) {
                closeQuietly(placeholder);
                placeholder = null;
            }
        }
    }

    InetSocketAddress server() {
        return server;
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    void passedToServer(int bytes) {
        toServer.addAndGet(bytes);
    }

    void passedToClient(int bytes) {
        toClient.addAndGet(bytes);
    }

    /** Which fault hits a request, if any. */
    synchronized @Nullable Fault faultFor(String head) {
        requests.incrementAndGet();
        Fault current = fault;
        if (current == null || left <= 0 || !head.contains(current.requestText())) {
            return null;
        }
        left--;
        hits.incrementAndGet();
        return current;
    }

    synchronized boolean listens() {
        return listener != null;
    }

    synchronized int epoch() {
        return epoch;
    }

    /** Waits until the fault of that epoch was replaced, at most so long; 0 waits without end. */
    synchronized void awaitChange(int since, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (epoch == since) {
            long remaining = millis == 0 ? 0 : (end - System.nanoTime() + 999_999) / 1_000_000;
            if (millis > 0 && remaining <= 0) {
                return;
            }
            wait(remaining);
        }
    }

    /** Until the thread has left its last accept, the system keeps the port open and may let one more client in. */
    private synchronized void awaitAcceptor() {
        try {
            if (acceptor != null) {
                acceptor.join(ACCEPTOR_END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void hold() {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            placeholder = socket;
        } catch (IOException e) {
            closeQuietly(socket);
        }
    }

    private synchronized void accept() {
        if (listener != null) {
            return;
        }
        if (placeholder != null) {
            closeQuietly(placeholder);
            placeholder = null;
        }
        try {
            ServerSocket next = new ServerSocket();
            next.setReuseAddress(true);
            next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listen(next);
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy lost its port " + port + ": " + e.getMessage(), e);
        }
    }

    private synchronized void listen(ServerSocket socket) {
        listener = socket;
        acceptor = daemon("fault-proxy-" + port, () -> {
            while (true) {
                Socket client;
                try {
                    client = socket.accept();
                } catch (IOException e) {
                    return;
                }
                ProxiedConnection connection = new ProxiedConnection(this, client);
                connections.add(connection);
                connection.start();
            }
        });
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed for us all the same.
        }
    }
}
