/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server with TLS that answers everything with an empty object. */
final class TlsServer implements AutoCloseable {

    private final HttpsServer server;
    private final List<String> proxyHeaders = new CopyOnWriteArrayList<>();

    /**
     * Starts.
     *
     * @param identity whose certificate it shows
     * @param clients whose certificates it wants to see one of; none for not asking
     */
    TlsServer(TestKeys keys, String identity, List<String> clients) throws IOException, GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys.identity(identity), TestKeys.PASSWORD);
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init(keys.known(clients));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), known.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(!clients.isEmpty());
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            exchange.getRequestHeaders().keySet().stream()
                    .filter(name -> name.startsWith("Proxy-"))
                    .forEach(proxyHeaders::add);
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Its address under that name of this machine. */
    URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort());
    }

    /** Names of the headers that were meant for a proxy. */
    List<String> proxyHeaders() {
        return List.copyOf(proxyHeaders);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
