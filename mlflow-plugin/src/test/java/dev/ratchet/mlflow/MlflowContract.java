/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.contract.ArtifactStoreContract;
import dev.ratchet.testing.contract.LoggingContract;
import dev.ratchet.testing.contract.ModelRegistryContract;
import dev.ratchet.testing.contract.ModelStoreContract;
import dev.ratchet.testing.contract.RegisteredModelContract;
import dev.ratchet.testing.contract.RegistrySearchContract;
import dev.ratchet.testing.contract.TrackingStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

import java.util.Objects;

/** The contracts of all stores against one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MlflowContract {

    private @Nullable Stores stores;

    abstract MlflowServer server();

    @BeforeAll
    void open() {
        stores = OpenedStores.at(server().uri());
    }

    @AfterAll
    void close() {
        opened().close();
    }

    private Stores opened() {
        return Objects.requireNonNull(stores, "opened before the tests");
    }

    @Nested
    class Tracking extends TrackingStoreContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }

    @Nested
    class Logging extends LoggingContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }

    @Nested
    class Models extends ModelStoreContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }

    @Nested
    class Artifacts extends ArtifactStoreContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }

    @Nested
    class Registry extends ModelRegistryContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }

    @Nested
    class RegisteredModels extends RegisteredModelContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }

    @Nested
    class RegistrySearch extends RegistrySearchContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }
}
