/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.config.ModelCacheSettings;
import dev.ratchet.internal.config.Settings;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says in code what the environment says otherwise; what is said here wins. {@code Ratchet.builder().open()} equals
 * {@link Ratchet#open()}. Not thread-safe.
 */
public final class RatchetBuilder {

    private Map<String, String> environment = System.getenv();
    private final Map<String, @Nullable String> overrides = new HashMap<>();
    private final List<String> headers = new ArrayList<>();
    private Optional<TokenProvider> tokens = Optional.empty();
    private Duration probeTimeout = Duration.ofSeconds(2);
    private Duration createTimeout = Duration.ofSeconds(3);
    private Duration closeTimeout = Duration.ofSeconds(10);
    private Clock clock = Clock.systemUTC();

    RatchetBuilder() {}

    /** Reads these variables in place of the process's environment. */
    public RatchetBuilder environment(Map<String, String> variables) {
        this.environment = Map.copyOf(variables);
        return this;
    }

    /** The local store's directory; default {@code RATCHET_HOME}, else {@code .ratchet} in the working directory. */
    public RatchetBuilder store(Path directory) {
        return set(Settings.HOME, directory.toString());
    }

    /** The MLflow server, {@code http://...} or {@code https://...}; default {@code MLFLOW_TRACKING_URI}. */
    public RatchetBuilder trackingUri(URI uri) {
        return set("MLFLOW_TRACKING_URI", uri.toString());
    }

    /** Uses no server, whatever the environment says. */
    public RatchetBuilder localOnly() {
        overrides.put("MLFLOW_TRACKING_URI", null);
        return this;
    }

    /** Logs in with a name and a password; default {@code MLFLOW_TRACKING_USERNAME} and {@code _PASSWORD}. */
    public RatchetBuilder credentials(String user, String password) {
        this.tokens = Optional.empty();
        return set("MLFLOW_TRACKING_USERNAME", user).set("MLFLOW_TRACKING_PASSWORD", password);
    }

    /** Logs in with a token; default {@code MLFLOW_TRACKING_TOKEN}. */
    public RatchetBuilder token(String token) {
        this.tokens = Optional.empty();
        overrides.put("MLFLOW_TRACKING_USERNAME", null);
        overrides.put("MLFLOW_TRACKING_PASSWORD", null);
        return set("MLFLOW_TRACKING_TOKEN", token);
    }

    /** Logs in with tokens that expire; goes before all other credentials. */
    public RatchetBuilder tokens(TokenProvider provider) {
        this.tokens = Optional.of(provider);
        return this;
    }

    /**
     * Sends a header with every request to the server, such as the key of a gateway before it; default those of {@code
     * RATCHET_HTTP_HEADERS}, one {@code Name: value} a line. The first call replaces these, further calls add.
     *
     * @throws IllegalArgumentException when name or value has more than one line
     */
    public RatchetBuilder header(String name, String value) {
        if (name.lines().count() > 1 || value.lines().count() > 1) {
            throw new IllegalArgumentException("The header has more than one line; give one header a call.");
        }
        headers.add(name + ": " + value);
        return set("RATCHET_HTTP_HEADERS", String.join("\n", headers));
    }

    /**
     * Reaches the server through this HTTP proxy, {@code http://[user:password@]host:port}, whatever {@code NO_PROXY}
     * says; default {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, else Java's system
     * properties.
     */
    public RatchetBuilder proxy(URI proxy) {
        return set("RATCHET_PROXY", proxy.toString());
    }

    /** Reaches the server without a proxy, whatever the environment says. */
    public RatchetBuilder noProxy() {
        return set("RATCHET_PROXY", "none");
    }

    /** Trusts these certificates (PEM) in place of Java's; default {@code MLFLOW_TRACKING_SERVER_CERT_PATH}. */
    public RatchetBuilder serverCertificates(Path file) {
        return set("MLFLOW_TRACKING_SERVER_CERT_PATH", file.toString());
    }

    /** Shows this certificate (PEM, with its key) to the server; default {@code MLFLOW_TRACKING_CLIENT_CERT_PATH}. */
    public RatchetBuilder clientCertificate(Path file) {
        return set("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString());
    }

    /**
     * Keeps downloaded models in this directory, which all processes may share; default {@code RATCHET_MODEL_CACHE}, else
     * a directory of the user's caches. Who may write there decides what is loaded.
     */
    public RatchetBuilder modelCache(Path directory) {
        return set(ModelCacheSettings.DIRECTORY, directory.toAbsolutePath().toString());
    }

    /** Keeps no downloaded models: each load downloads, and its files go when the model is closed. */
    public RatchetBuilder noModelCache() {
        return set(ModelCacheSettings.DIRECTORY, ModelCacheSettings.NONE);
    }

    /**
     * How many bytes of models the cache may hold, above 0; default {@code RATCHET_MODEL_CACHE_SIZE}, else 10 GiB. What
     * was not used for longest is removed, never what a living process uses.
     */
    public RatchetBuilder modelCacheSize(long bytes) {
        return set(ModelCacheSettings.SIZE, Long.toString(bytes));
    }

    /**
     * Samples CPU, memory, disk, network and, where {@code nvidia-smi} answers, GPUs in every run under MLflow's names;
     * default off, or as {@code MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING} and {@code MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL}
     * say. {@code RATCHET_NVIDIA_SMI} names a {@code nvidia-smi} that is not on {@code PATH}.
     */
    public RatchetBuilder systemMetrics(Duration interval) {
        return set("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", "true")
                .set("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", String.valueOf(interval.toMillis() / 1000.0));
    }

    /**
     * Names this process among those of one run: its system metrics become {@code system/<node>/...}, as MLflow's; default
     * none, or as {@code MLFLOW_SYSTEM_METRICS_NODE_ID} says.
     */
    public RatchetBuilder systemMetricsNode(String node) {
        return set("MLFLOW_SYSTEM_METRICS_NODE_ID", node);
    }

    /** Any setting by MLflow's name of its environment variable. */
    public RatchetBuilder set(String variable, String value) {
        overrides.put(variable, value);
        return this;
    }

    /** How long {@link #open()} waits for the server to say who it is; default 2 s. */
    public RatchetBuilder probeTimeout(Duration timeout) {
        this.probeTimeout = timeout;
        return this;
    }

    /** How long beginning a run waits for the run on the server, so that its page can be printed; default 3 s. */
    public RatchetBuilder createTimeout(Duration timeout) {
        this.createTimeout = timeout;
        return this;
    }

    /** How long closing waits for the delivery while the server answers; default 10 s. Nothing is lost after it. */
    public RatchetBuilder closeTimeout(Duration timeout) {
        this.closeTimeout = timeout;
        return this;
    }

    /** The clock that stamps what is logged; default the system's. */
    public RatchetBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Opens.
     *
     * @throws MisconfiguredException when the settings cannot work or the server says no, with what to change
     * @throws IllegalArgumentException when a time-out is negative
     */
    public Ratchet open() {
        return new Ratchet(settings(), clock);
    }

    /**
     * Looks at the store and the server without changing them, also where {@link #open()} would fail.
     *
     * @throws IllegalArgumentException when a time-out is negative
     */
    public Inspection inspect() {
        return new Inspection(settings(), clock);
    }

    private Settings settings() {
        checkTimeout("probeTimeout", probeTimeout);
        checkTimeout("createTimeout", createTimeout);
        checkTimeout("closeTimeout", closeTimeout);
        Map<String, String> variables = new TreeMap<>(environment);
        Set<String> saidInCode = new HashSet<>();
        overrides.forEach((variable, value) -> {
            if (value == null) {
                variables.remove(variable);
            } else {
                variables.put(variable, value);
                saidInCode.add(variable);
            }
        });
        return new Settings(variables, saidInCode, tokens, probeTimeout, createTimeout, closeTimeout);
    }

    private static void checkTimeout(String name, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(name + " < 0: " + timeout + ". Give 0 not to wait at all.");
        }
    }
}
