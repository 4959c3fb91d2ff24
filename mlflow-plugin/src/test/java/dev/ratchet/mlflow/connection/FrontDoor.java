/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLContext;

import java.net.InetAddress;
import java.net.URI;
import java.util.function.Supplier;

/** A Jetty on a free loopback port, in front of a server or on the way to it. */
final class FrontDoor implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector;
    private final String scheme;

    private FrontDoor(SslContextFactory.@Nullable Server tls, Handler handler) {
        HttpConfiguration configuration = new HttpConfiguration();
        // Names of artifacts may have a percent sign.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        connector = tls == null ? new ServerConnector(server, 1, 1, http) : new ServerConnector(server, tls, http);
        scheme = tls == null ? "http" : "https";
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the front door does not open", e);
        }
    }

    /** Opens without TLS. */
    static FrontDoor http(Handler handler) {
        return new FrontDoor(null, handler);
    }

    /** Opens with TLS. */
    static FrontDoor https(SSLContext context, boolean wantsClientCertificates, Handler handler) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        tls.setNeedClientAuth(wantsClientCertificates);
        return new FrontDoor(tls, handler);
    }

    /** A reverse proxy: what comes below the prefix goes to the server, without the prefix. */
    static Handler passOn(URI target, String prefix) {
        return passOn(() -> target, prefix);
    }

    /** A reverse proxy to a server that may change; it gives up on one that is silent for three seconds. */
    static Handler passOn(Supplier<URI> target, String prefix) {
        return new ProxyHandler.Reverse(request -> address(target.get(), prefix, request.getHttpURI())) {
            @Override
            protected void configureHttpClient(HttpClient client) {
                super.configureHttpClient(client);
                client.setIdleTimeout(3_000);
            }

            @Override
            protected void copyRequestHeaders(Request asked, org.eclipse.jetty.client.Request passed) {
                super.copyRequestHeaders(asked, passed);
                passed.headers(
                        headers -> headers.put(HttpHeader.HOST, target.get().getAuthority()));
            }
        };
    }

    private static HttpURI address(URI target, String prefix, HttpURI asked) {
        String path = asked.getPath();
        String below = path.startsWith(prefix) ? path.substring(prefix.length()) : "/not-here" + path;
        return HttpURI.build(target + below + (asked.getQuery() == null ? "" : "?" + asked.getQuery()));
    }

    /** Its address under a name of this machine, with a path behind it. */
    URI uri(String host, String path) {
        return URI.create(scheme + "://" + host + ":" + connector.getLocalPort() + path);
    }

    URI uri() {
        return uri("127.0.0.1", "");
    }

    String authority() {
        return "127.0.0.1:" + connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the front door does not close", e);
        }
    }
}
