/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.AccessToken;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.TokenProvider;
import dev.ratchet.mlflow.internal.client.Failures;
import dev.ratchet.store.StoreSettings;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.creds.MlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Says in code what the environment says otherwise; what is said here wins. {@code RatchetMlflowClient.builder().build()}
 * equals {@link RatchetMlflowClient#RatchetMlflowClient() new RatchetMlflowClient()}. Not thread-safe.
 */
public final class RatchetMlflowClientBuilder {

    private static final String TRACKING_URI = "MLFLOW_TRACKING_URI";
    private static final String REGISTRY_URI = "MLFLOW_REGISTRY_URI";

    private Map<String, String> environment = System.getenv();
    private final Map<String, String> overrides = new HashMap<>();
    private Optional<TokenProvider> tokens = Optional.empty();

    RatchetMlflowClientBuilder() {}

    /** Reads these variables in place of the process's environment. */
    public RatchetMlflowClientBuilder environment(Map<String, String> variables) {
        this.environment = Map.copyOf(variables);
        return this;
    }

    /** The server, {@code http://...} or {@code https://...}; default {@code MLFLOW_TRACKING_URI}. */
    public RatchetMlflowClientBuilder trackingUri(String uri) {
        return set(TRACKING_URI, uri);
    }

    /** Logs in with a name and a password; default {@code MLFLOW_TRACKING_USERNAME} and {@code _PASSWORD}. */
    public RatchetMlflowClientBuilder credentials(String user, String password) {
        return set("MLFLOW_TRACKING_USERNAME", user).set("MLFLOW_TRACKING_PASSWORD", password);
    }

    /** Logs in with a token; default {@code MLFLOW_TRACKING_TOKEN}. */
    public RatchetMlflowClientBuilder token(String token) {
        return credentials("", "").set("MLFLOW_TRACKING_TOKEN", token);
    }

    /**
     * Logs in with tokens that expire, in place of all other credentials: the provider is asked before the first request,
     * again shortly before its token ends, and once more when the server says 401.
     */
    public RatchetMlflowClientBuilder tokens(TokenProvider provider) {
        this.tokens = Optional.of(provider);
        return this;
    }

    /**
     * How long one attempt may take, for files the longest time in which no byte moves; default {@code
     * MLFLOW_HTTP_REQUEST_TIMEOUT}, else 120 s. The last attempt of a call begins before twice that time is over.
     */
    public RatchetMlflowClientBuilder timeout(Duration timeout) {
        return set("MLFLOW_HTTP_REQUEST_TIMEOUT", String.valueOf(timeout.toMillis() / 1000.0));
    }

    /** Attempts after the first; default {@code MLFLOW_HTTP_REQUEST_MAX_RETRIES}, else 7. */
    public RatchetMlflowClientBuilder maxRetries(int retries) {
        return set("MLFLOW_HTTP_REQUEST_MAX_RETRIES", Integer.toString(retries));
    }

    /** How many files of a directory move at once, 1 to 32; default {@code RATCHET_PARALLEL_TRANSFERS}, else 4. */
    public RatchetMlflowClientBuilder parallelTransfers(int files) {
        return set("RATCHET_PARALLEL_TRANSFERS", Integer.toString(files));
    }

    /** Any setting by MLflow's name of its environment variable, see {@link MlflowStoreProvider}; empty text unsets it. */
    public RatchetMlflowClientBuilder set(String variable, String value) {
        overrides.put(variable, value);
        return this;
    }

    /**
     * Makes the client, which connects when it is first used.
     *
     * @throws MlflowClientException when the settings cannot work, with what to change
     */
    public RatchetMlflowClient build() {
        return new RatchetMlflowClient(connect());
    }

    Transports connect() {
        return Failures.told(() -> {
            Map<String, String> variables = new HashMap<>(environment);
            variables.putAll(overrides);
            URI tracking = address(variables, TRACKING_URI)
                    .orElseThrow(() -> new MisconfiguredException(TRACKING_URI
                            + " is not set. Set it to a server's address such as http://localhost:5000, or give the"
                            + " address to the client's constructor."));
            return Transports.open(new StoreSettings(
                    tracking,
                    address(variables, REGISTRY_URI).orElse(tracking),
                    variables,
                    Set.copyOf(overrides.keySet()),
                    tokens));
        });
    }

    /** What the provider has; a token is asked for again when the server has refused it. */
    RatchetMlflowClientBuilder given(MlflowHostCredsProvider provider) {
        MlflowHostCreds credentials = provider.getHostCreds();
        String first = credentials.getToken();
        if (first != null && !first.isEmpty()) {
            AtomicReference<@Nullable String> unused = new AtomicReference<>(first);
            tokens(() -> {
                String token = unused.getAndSet(null);
                if (token == null) {
                    provider.refresh();
                    token = Objects.requireNonNullElse(provider.getHostCreds().getToken(), "");
                }
                return AccessToken.of(token);
            });
        }
        return given(credentials);
    }

    private RatchetMlflowClientBuilder given(MlflowHostCreds credentials) {
        trackingUri(Objects.requireNonNullElse(credentials.getHost(), ""));
        token(Objects.requireNonNullElse(credentials.getToken(), ""));
        credentials(
                Objects.requireNonNullElse(credentials.getUsername(), ""),
                Objects.requireNonNullElse(credentials.getPassword(), ""));
        return credentials.shouldIgnoreTlsVerification() ? set("MLFLOW_TRACKING_INSECURE_TLS", "true") : this;
    }

    private static Optional<URI> address(Map<String, String> variables, String variable) {
        String text = variables.getOrDefault(variable, "").strip();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            throw new MisconfiguredException(
                    variable + " is no address: " + e.getReason() + ". Give one such as http://localhost:5000.");
        }
    }
}
