/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.TokenProvider;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link StoreProvider} opens.
 *
 * @param trackingUri where the runs go
 * @param registryUri where the registered models are, mostly the same
 * @param environment settings by MLflow's names of environment variables ({@code MLFLOW_TRACKING_TOKEN}, ...); what
 *     was said in code has already replaced what the environment says. Never logged.
 * @param saidInCode the names of those that were said in code
 * @param tokens gives tokens in place of all other credentials; empty where none was given
 */
public record StoreSettings(
        URI trackingUri,
        URI registryUri,
        Map<String, String> environment,
        Set<String> saidInCode,
        Optional<TokenProvider> tokens) {

    /** Copies the environment. */
    public StoreSettings {
        environment = Map.copyOf(environment);
        saidInCode = Set.copyOf(saidInCode);
    }

    /** All from the environment. */
    public StoreSettings(URI trackingUri, URI registryUri, Map<String, String> environment) {
        this(trackingUri, registryUri, environment, Set.of(), Optional.empty());
    }

    /** A setting that is there and not blank. */
    public Optional<String> get(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /**
     * A setting that is on or off.
     *
     * @param fallback what holds where it is not there or blank
     * @throws MisconfiguredException when it is neither {@code true} or {@code 1} nor {@code false} or {@code 0}
     */
    public boolean flag(String variable, boolean fallback) {
        return get(variable).map(text -> flag(variable, text)).orElse(fallback);
    }

    /**
     * What the text of a setting says that is on or off, as MLflow reads it.
     *
     * @throws MisconfiguredException when it is neither {@code true} or {@code 1} nor {@code false} or {@code 0}
     */
    public static boolean flag(String variable, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new MisconfiguredException(variable + " is '" + text + "': give true or 1, or false or 0.");
        };
    }

    /** Where a setting comes from, for people: its name, or that it was said in code. */
    public String origin(String variable) {
        return saidInCode.contains(variable) ? "the program" : "variable " + variable;
    }

    /** The address only: the settings may hold secrets. */
    @Override
    public String toString() {
        return "StoreSettings[" + trackingUri.getScheme() + "://" + trackingUri.getHost() + "]";
    }
}
