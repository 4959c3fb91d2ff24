/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.store.StoreSettings;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How one server is reached: everything but the time-outs. Immutable. */
public final class Connection {

    private static final Set<String> PROXIES =
            Set.of("ratchet_proxy", "http_proxy", "https_proxy", "all_proxy", "no_proxy");

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

    /** How storage is reached that a server has given an address of: as a stranger, to whom nothing of ours is shown. */
    static Connection ofStorage(StoreSettings settings, URI address) {
        Map<String, String> theirs = new LinkedHashMap<>();
        settings.environment().forEach((variable, value) -> {
            if (PROXIES.contains(variable.toLowerCase(Locale.ROOT))) {
                theirs.put(variable, value);
            }
        });
        List.of("CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "AWS_CA_BUNDLE")
                .forEach(variable -> settings.get(variable).ifPresent(file -> theirs.put("REQUESTS_CA_BUNDLE", file)));
        settings.get("MLFLOW_S3_IGNORE_TLS").ifPresent(flag -> theirs.put("MLFLOW_TRACKING_INSECURE_TLS", flag));
        return new Connection(new StoreSettings(address, address, theirs), address, Credentials.none());
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

    /**
     * Whether {@link BlockingTransfers} may be used: not where a header of the user's would be left out, nor on the way to an
     * https server by a proxy that wants a password, which Java would tell that server, too, if it asked.
     */
    boolean mayBlock(URI address) {
        boolean tunnel =
                address.getScheme().equals("https") && proxy.authorization().isPresent();
        return !tunnel && !headers.hasUnsendable();
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
