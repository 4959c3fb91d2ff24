/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.config;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreProvider;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Finds the stores of a tracking address. */
public final class Servers {

    private static final Set<String> DATABASES = Set.of("sqlite", "mysql", "postgresql", "mssql");

    private Servers() {}

    /** The stores of {@code MLFLOW_TRACKING_URI}; empty where none is set. */
    public static Optional<Stores> open(Settings settings) {
        return settings.get("MLFLOW_TRACKING_URI").map(address -> {
            URI tracking = address("MLFLOW_TRACKING_URI", address);
            URI registry = settings.get("MLFLOW_REGISTRY_URI")
                    .map(other -> address("MLFLOW_REGISTRY_URI", other))
                    .orElse(tracking);
            StoreSettings storeSettings = new StoreSettings(
                    tracking, registry, settings.variables(), settings.saidInCode(), settings.tokens());
            for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
                if (provider.accepts(tracking)) {
                    return provider.open(storeSettings);
                }
            }
            throw new MisconfiguredException("Nothing on the class path opens the tracking URI '" + safe(tracking)
                    + "'. For an MLflow server give http://... or https://... and add the dependency"
                    + " dev.ratchet:ratchet-mlflow.");
        });
    }

    /** Tells the registry from others where it is another server than the runs are on, else empty; without credentials. */
    public static String otherRegistry(Settings settings) {
        Optional<String> registry = settings.get("MLFLOW_REGISTRY_URI");
        return registry.equals(settings.get("MLFLOW_TRACKING_URI"))
                ? ""
                : registry.map(other -> safe(address("MLFLOW_REGISTRY_URI", other)))
                        .orElse("");
    }

    private static URI address(String variable, String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new MisconfiguredException(
                    variable + " is no address: " + e.getReason() + ". Give one such as http://localhost:5000.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String kind = scheme.contains("+") ? scheme.substring(0, scheme.indexOf('+')) : scheme;
        if (DATABASES.contains(kind) || scheme.equals("file") || scheme.length() < 2) {
            throw new MisconfiguredException(variable + " is '" + safe(uri)
                    + "', which is MLflow's storage and not a server: only MLflow itself may write there. Start a server"
                    + " on it and give its address:\n  mlflow server --backend-store-uri " + safe(uri)
                    + " --port 5000\n  " + variable + "=http://localhost:5000\nWithout a server, unset " + variable
                    + ": runs then stay in the local store, and `ratchet sync` delivers them later.");
        }
        return uri;
    }

    /** The address without what may be secret: user, password and query. */
    static String safe(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme() + ":";
        if (uri.isOpaque()) {
            return scheme + (uri.getRawSchemeSpecificPart().contains("@") ? "..." : uri.getRawSchemeSpecificPart());
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (uri.toString().contains("@") && !authority.isEmpty() && !authority.contains("@")) {
            // A slash in a password makes its beginning the host.
            return scheme + "//...";
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        // An empty authority is written in sqlite:///file only.
        String slashes = uri.toString().startsWith(scheme + "//") ? "//" : "";
        return scheme + slashes + host + uri.getRawPath();
    }
}
