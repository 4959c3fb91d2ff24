/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxy of one server: {@code RATCHET_PROXY}, else the variables that Python's HTTP library knows, else what Java's
 * system properties say.
 */
final class ProxySettings {

    private static final String OWN = "RATCHET_PROXY";
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    /** Knows no password, also where the application has set one for all of the JVM. */
    private static final Authenticator NOBODY = new Authenticator() {};

    private final Kind kind;
    private final @Nullable InetSocketAddress address;
    private final @Nullable String authorization;
    private final String description;
    private final Secrets secrets;

    private enum Kind {
        DIRECT,
        PROXY,
        AS_JAVA
    }

    private ProxySettings(
            Kind kind,
            @Nullable InetSocketAddress address,
            @Nullable String authorization,
            String description,
            Secrets secrets) {
        this.kind = kind;
        this.address = address;
        this.authorization = authorization;
        this.description = description;
        this.secrets = secrets;
    }

    /** Finds the proxy for a server. */
    static ProxySettings of(StoreSettings settings, ServerAddress server) {
        Optional<String> own = settings.get(OWN).map(String::strip);
        if (own.isPresent()) {
            return own.get().equalsIgnoreCase("none")
                    ? direct("none (" + settings.origin(OWN) + ")")
                    : proxy(own.get(), OWN, settings.origin(OWN), server);
        }
        URI target = server.resolve("/");
        String scheme = target.getScheme();
        for (String variable : List.of(scheme + "_proxy", "all_proxy")) {
            String upper = variable.toUpperCase(Locale.ROOT);
            // A lower-case variable goes first, also when it is empty.
            String name = settings.environment().containsKey(variable) ? variable : upper;
            Optional<String> value = settings.get(name).map(String::strip);
            if (value.isPresent()) {
                String noProxy = settings.get("no_proxy")
                        .or(() -> settings.get("NO_PROXY"))
                        .orElse("");
                int port = target.getPort() >= 0 ? target.getPort() : scheme.equals("http") ? 80 : 443;
                return new NoProxy(noProxy).covers(target.getHost(), port)
                        ? direct("none for this server (variable NO_PROXY)")
                        : proxy(value.get(), name, settings.origin(name), server);
            }
        }
        return new ProxySettings(Kind.AS_JAVA, null, null, "", Secrets.NONE);
    }

    private static ProxySettings direct(String description) {
        return new ProxySettings(Kind.DIRECT, null, null, description, Secrets.NONE);
    }

    private static ProxySettings proxy(String text, String variable, String origin, ServerAddress server) {
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            throw wrong(variable, "is no address");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw wrong(
                    variable, "is a proxy of a kind that Java cannot use (only http://, which also passes https on)");
        }
        if (uri.getHost() == null) {
            throw wrong(variable, "has no usable host name");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : 80;
        String info = uri.getUserInfo();
        String shown =
                uri.getHost() + ":" + port + " (from " + origin + ")" + (info == null ? "" : ", with credentials");
        if (info == null) {
            return new ProxySettings(Kind.PROXY, address(uri, port), null, shown, Secrets.NONE);
        }
        if (server.base().startsWith("https") && tunnelsRefuseBasic()) {
            throw new MisconfiguredException(variable + " has a user and a password, and Java does not send these to a"
                    + " proxy on the way to an https server. Allow it by -D" + TUNNELS + "= (with nothing after the"
                    + " equals sign) on the command line of java, or use a proxy that wants none.");
        }
        String pair = Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8));
        String password = info.substring(info.indexOf(':') + 1);
        return new ProxySettings(
                Kind.PROXY, address(uri, port), "Basic " + pair, shown, Secrets.of(List.of(pair, password)));
    }

    private static InetSocketAddress address(URI uri, int port) {
        // Resolved by the client, anew for each connection.
        return InetSocketAddress.createUnresolved(uri.getHost(), port);
    }

    /** Java's default, unless the property says otherwise, is to refuse. */
    private static boolean tunnelsRefuseBasic() {
        return System.getProperty(TUNNELS, "Basic").toLowerCase(Locale.ROOT).contains("basic");
    }

    private static MisconfiguredException wrong(String variable, String how) {
        return new MisconfiguredException(
                variable + " " + how + "; give http://[user:password@]host:port, with characters"
                        + " such as @ : / in user and password as %40 %3A %2F.");
    }

    void apply(HttpClient.Builder builder) {
        switch (kind) {
            case DIRECT -> builder.proxy(HttpClient.Builder.NO_PROXY);
            case PROXY -> builder.proxy(ProxySelector.of(address));
            case AS_JAVA -> {}
        }
    }

    /** A connection that is not made yet, and that asks nobody for a password. */
    HttpURLConnection open(URL url) throws IOException {
        URLConnection opened = switch (kind) {
            case DIRECT -> url.openConnection(Proxy.NO_PROXY);
            case PROXY -> url.openConnection(new Proxy(Proxy.Type.HTTP, address));
            case AS_JAVA -> url.openConnection();
        };
        HttpURLConnection http = (HttpURLConnection) opened;
        http.setAuthenticator(NOBODY);
        return http;
    }

    /** The header {@code Proxy-Authorization}; Java's {@code HttpClient} sends it to the proxy alone. */
    Optional<String> authorization() {
        return Optional.ofNullable(authorization);
    }

    /** What a message adds where a proxy may be the reason; empty without one. */
    String onTheWay() {
        return kind == Kind.PROXY ? " through the proxy " + description : "";
    }

    /** The proxy and where it comes from, without secrets; empty where nothing is said. */
    String description() {
        return description;
    }

    Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return description;
    }
}
