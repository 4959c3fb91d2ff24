/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.mlflow.internal.http.Credentials;
import dev.ratchet.mlflow.internal.http.HttpSettings;
import dev.ratchet.mlflow.internal.http.ServerAddress;
import dev.ratchet.mlflow.internal.http.TlsSettings;
import dev.ratchet.mlflow.internal.http.Transport;
import dev.ratchet.store.StoreSettings;

import java.net.URI;
import java.nio.file.Path;

/** The ways to a tracking server and to its registry, mostly one and the same. */
record Connection(Transport tracking, Transport registry) implements AutoCloseable {

    /** Nothing is sent yet. */
    static Connection open(StoreSettings settings) {
        Transport tracking = transport(settings, settings.trackingUri());
        return new Connection(
                tracking,
                settings.registryUri().equals(settings.trackingUri())
                        ? tracking
                        : transport(settings, settings.registryUri()));
    }

    private static Transport transport(StoreSettings settings, URI address) {
        return new Transport(
                ServerAddress.of(address),
                HttpSettings.of(settings),
                Credentials.find(settings, address, Path.of(System.getProperty("user.home", "."))),
                settings.get("MLFLOW_WORKSPACE").map(String::strip).orElse(""),
                TlsSettings.of(settings));
    }

    @Override
    public void close() {
        tracking.close();
        registry.close();
    }
}
