/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.config.Settings;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says in code what the environment says otherwise; what is said here wins. {@code Ratchet.builder().open()} equals
 * {@link Ratchet#open()}. Not thread-safe.
 */
public final class RatchetBuilder {

    private Map<String, String> environment = System.getenv();
    private final Map<String, @Nullable String> overrides = new HashMap<>();
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
        return set("MLFLOW_TRACKING_USERNAME", user).set("MLFLOW_TRACKING_PASSWORD", password);
    }

    /** Logs in with a token; default {@code MLFLOW_TRACKING_TOKEN}. */
    public RatchetBuilder token(String token) {
        overrides.put("MLFLOW_TRACKING_USERNAME", null);
        overrides.put("MLFLOW_TRACKING_PASSWORD", null);
        return set("MLFLOW_TRACKING_TOKEN", token);
    }

    /**
     * Samples CPU, memory, disk and network in every run under MLflow's names; default off, or as {@code
     * MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING} and {@code MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL} say.
     */
    public RatchetBuilder systemMetrics(Duration interval) {
        return set("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", "true")
                .set("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", String.valueOf(interval.toMillis() / 1000.0));
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
        overrides.forEach((variable, value) -> {
            if (value == null) {
                variables.remove(variable);
            } else {
                variables.put(variable, value);
            }
        });
        return new Settings(variables, probeTimeout, createTimeout, closeTimeout);
    }

    private static void checkTimeout(String name, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(name + " < 0: " + timeout + ". Give 0 not to wait at all.");
        }
    }
}
