/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link StoreProvider} opens.
 *
 * @param trackingUri where the runs go
 * @param registryUri where the registered models are, mostly the same
 * @param environment settings by MLflow's names of environment variables ({@code MLFLOW_TRACKING_TOKEN}, ...); what
 *     was said in code has already replaced what the environment says. Never logged.
 */
public record StoreSettings(URI trackingUri, URI registryUri, Map<String, String> environment) {

    /** Copies the environment. */
    public StoreSettings {
        environment = Map.copyOf(environment);
    }

    /** A setting that is there and not blank. */
    public Optional<String> get(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /** The address only: the settings may hold secrets. */
    @Override
    public String toString() {
        return "StoreSettings[" + trackingUri.getScheme() + "://" + trackingUri.getHost() + "]";
    }
}
