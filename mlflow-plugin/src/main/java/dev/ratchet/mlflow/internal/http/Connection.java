/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.store.StoreSettings;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** How one server is reached: everything but the time-outs. Immutable. */
public final class Connection {

    private final ServerAddress server;
    private final Credentials credentials;
    private final String workspace;
    private final ExtraHeaders headers;
    private final ProxySettings proxy;
    private final TlsSettings tls;
    private final Secrets secrets;

    private Connection(StoreSettings settings, URI address, Credentials credentials) {
        this.server = ServerAddress.of(address);
        this.credentials = credentials;
        this.workspace = settings.get("MLFLOW_WORKSPACE").map(String::strip).orElse("");
        this.headers = ExtraHeaders.of(settings);
        this.proxy = ProxySettings.of(settings, server);
        this.tls = TlsSettings.of(settings);
        this.secrets = headers.secrets().and(proxy.secrets());
    }

    /**
     * Reads the settings for a server.
     *
     * @throws dev.ratchet.MisconfiguredException when they contradict each other or cannot work
     */
    public static Connection of(StoreSettings settings, URI address) {
        return new Connection(settings, address, CredentialFinder.find(settings, address));
    }

    /** How another server is reached; a token provider's tokens are shared, since it is asked by one at a time. */
    public Connection to(StoreSettings settings, URI address) {
        return new Connection(
                settings,
                address,
                settings.tokens().isPresent() ? credentials : CredentialFinder.find(settings, address));
    }

    ServerAddress server() {
        return server;
    }

    Credentials credentials() {
        return credentials;
    }

    String workspace() {
        return workspace;
    }

    ExtraHeaders headers() {
        return headers;
    }

    ProxySettings proxy() {
        return proxy;
    }

    TlsSettings tls() {
        return tls;
    }

    /** The text without any secret of this connection. */
    String scrub(String text) {
        return secrets.scrub(credentials.scrub(text));
    }

    /** How the server is reached, for people, without secrets. */
    public Map<String, String> description() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("credentials", credentials.description());
        texts.put("workspace", workspace);
        texts.put("headers", headers.description());
        texts.put("proxy", proxy.description());
        texts.putAll(tls.description());
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    @Override
    public String toString() {
        return server + " " + description();
    }
}
