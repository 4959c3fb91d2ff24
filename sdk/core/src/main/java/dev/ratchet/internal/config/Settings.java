/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.config;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.TokenProvider;
import dev.ratchet.store.StoreSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a Ratchet is opened with: the environment with what was said in code put over it.
 *
 * @param variables settings by the names of environment variables; may hold secrets
 * @param saidInCode the names of those that were said in code
 * @param tokens gives tokens in place of all other credentials
 * @param probeTimeout how long opening waits for the server
 * @param createTimeout how long beginning a run waits for the server
 * @param closeTimeout how long closing waits while the server answers
 */
public record Settings(
        Map<String, String> variables,
        Set<String> saidInCode,
        Optional<TokenProvider> tokens,
        Duration probeTimeout,
        Duration createTimeout,
        Duration closeTimeout) {

    /** The variable that names the local store. */
    public static final String HOME = "RATCHET_HOME";

    /** The variable that says for how many days delivered runs are kept. */
    public static final String KEEP_DAYS = "RATCHET_KEEP_DAYS";

    private static final String SYSTEM_METRICS = "MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING";

    /** Copies the variables. */
    public Settings {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        saidInCode = Set.copyOf(saidInCode);
    }

    /**
     * Reads every setting that can be wrong in itself, so that a mistake is told before anything is opened.
     *
     * @throws MisconfiguredException with what to change
     */
    public void check() {
        retention();
        systemMetrics();
    }

    /** A setting that is there and not blank. */
    public Optional<String> get(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    /** Where the local store is: {@code RATCHET_HOME}, else {@code .ratchet} in the working directory. */
    public Path home() {
        return Path.of(get(HOME).orElse(".ratchet"));
    }

    /** How long runs stay in the local store after the server has acknowledged them; default seven days. */
    public Duration retention() {
        String days = get(KEEP_DAYS).orElse("7");
        try {
            double value = Double.parseDouble(days);
            if (value >= 0 && value <= 36_500) {
                return Duration.ofMinutes(Math.round(value * 24 * 60));
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        throw new MisconfiguredException(KEEP_DAYS + " is '" + days + "': give days from 0 to 36500, such as 7.");
    }

    /** What tells this process's system metrics from those of others of the same run; empty text for none. */
    public String systemMetricsNode() {
        return get("MLFLOW_SYSTEM_METRICS_NODE_ID").map(String::strip).orElse("");
    }

    /** The program that knows the load of GPUs; empty text for the one on {@code PATH}. */
    public String nvidiaSmi() {
        return get("RATCHET_NVIDIA_SMI").map(String::strip).orElse("");
    }

    /** Every how long a run samples the machine's load; empty where that was not asked for. */
    public Optional<Duration> systemMetrics() {
        if (!get(SYSTEM_METRICS)
                .map(text -> StoreSettings.flag(SYSTEM_METRICS, text))
                .orElse(false)) {
            return Optional.empty();
        }
        String seconds = get("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL").orElse("10");
        try {
            Duration interval = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
            if (!interval.isNegative() && !interval.isZero()) {
                return Optional.of(interval);
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        throw new MisconfiguredException(
                "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL is '" + seconds + "': give seconds above 0, such as 10.");
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        return "Settings" + variables.keySet();
    }
}
