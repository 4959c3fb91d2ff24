/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy for http and, by tunnels, for https; it may want a password. */
final class CompanyProxy extends ConnectHandler {

    private final String wanted;
    private final List<String> passed = new CopyOnWriteArrayList<>();

    /**
     * A proxy.
     *
     * @param userAndPassword with a colon between; empty text to let everybody through
     * @param names where hosts are that only the proxy knows
     */
    CompanyProxy(String userAndPassword, Map<String, URI> names) {
        byte[] pair = userAndPassword.getBytes(StandardCharsets.UTF_8);
        wanted = userAndPassword.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(pair);
        setHandler(new Handler.Wrapper(forward(names)) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (!mayPass(request)) {
                    response.getHeaders().put(HttpHeader.PROXY_AUTHENTICATE, "Basic realm=\"company\"");
                    Response.writeError(request, response, callback, HttpStatus.PROXY_AUTHENTICATION_REQUIRED_407);
                    return true;
                }
                passed.add(request.getMethod() + " " + request.getHttpURI());
                return super.handle(request, response, callback);
            }
        });
    }

    private static Handler forward(Map<String, URI> names) {
        return new ProxyHandler.Forward() {
            @Override
            protected HttpURI rewriteHttpURI(Request request) {
                HttpURI asked = request.getHttpURI();
                URI place = names.get(asked.getHost());
                return place == null
                        ? super.rewriteHttpURI(request)
                        : HttpURI.build(asked).host(place.getHost()).port(place.getPort());
            }
        };
    }

    private boolean mayPass(Request request) {
        return wanted.isEmpty() || Objects.equals(request.getHeaders().get(HttpHeader.PROXY_AUTHORIZATION), wanted);
    }

    @Override
    protected boolean handleAuthentication(Request request, Response response, String address) {
        boolean may = mayPass(request);
        if (may) {
            passed.add("CONNECT " + address);
        } else {
            response.getHeaders().put(HttpHeader.PROXY_AUTHENTICATE, "Basic realm=\"company\"");
        }
        return may;
    }

    /** The requests and the tunnels that it let through. */
    List<String> passed() {
        return List.copyOf(passed);
    }
}
