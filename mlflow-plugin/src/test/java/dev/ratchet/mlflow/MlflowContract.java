/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.contract.StoresContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import java.util.Objects;

/** The contracts of all stores against one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MlflowContract extends StoresContract {

    private @Nullable Stores stores;

    abstract MlflowServer server();

    @BeforeAll
    void open() {
        stores = OpenedStores.at(server().uri());
    }

    @AfterAll
    void close() {
        stores().close();
    }

    @Override
    protected Stores stores() {
        return Objects.requireNonNull(stores, "opened before the tests");
    }
}
