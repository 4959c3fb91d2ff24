/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.mlflow.MlflowStoreProvider;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Stores on one server, open for a class of tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenedServer {

    private @Nullable Stores stores;

    abstract MlflowServer server();

    static Stores open(URI uri, Map<String, String> settings) {
        return new MlflowStoreProvider().open(new StoreSettings(uri, uri, settings));
    }

    @BeforeAll
    void open() {
        stores = open(server().uri(), Map.of());
    }

    @AfterAll
    void close() {
        opened().close();
    }

    Stores opened() {
        return Objects.requireNonNull(stores, "opened before the tests");
    }
}
