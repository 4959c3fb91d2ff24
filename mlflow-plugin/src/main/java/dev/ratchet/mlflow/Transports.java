/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.MlflowArtifacts;
import dev.ratchet.mlflow.internal.http.Connection;
import dev.ratchet.mlflow.internal.http.HttpSettings;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.store.StoreSettings;

import java.util.Map;

/**
 * The ways to a tracking server and to its registry, mostly one and the same, and to where its files are.
 *
 * @param description how the tracking server is reached, for people, without secrets
 */
record Transports(Transport tracking, Transport registry, MlflowArtifacts artifacts, Map<String, String> description)
        implements AutoCloseable {

    /** Nothing is sent yet. */
    static Transports open(StoreSettings settings) {
        HttpSettings http = HttpSettings.of(settings);
        Connection connection = Connection.of(settings, settings.trackingUri());
        Transport tracking = new Transport(connection, http);
        Transport registry = settings.registryUri().equals(settings.trackingUri())
                ? tracking
                : new Transport(connection.to(settings, settings.registryUri()), http);
        return new Transports(tracking, registry, new MlflowArtifacts(tracking, settings), connection.description());
    }

    @Override
    public void close() {
        artifacts.close();
        tracking.close();
        registry.close();
    }
}
