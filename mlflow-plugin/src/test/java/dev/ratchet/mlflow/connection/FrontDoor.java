/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLContext;

import java.net.InetAddress;
import java.net.URI;

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
        ProxyHandler.Reverse proxy = new ProxyHandler.Reverse(request -> {
            HttpURI asked = request.getHttpURI();
            String path = asked.getPath();
            String below = path.startsWith(prefix) ? path.substring(prefix.length()) : "/not-here" + path;
            String query = asked.getQuery() == null ? "" : "?" + asked.getQuery();
            return HttpURI.build(target + below + query);
        });
        proxy.setProxyToServerHost(target.getAuthority());
        return proxy;
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
