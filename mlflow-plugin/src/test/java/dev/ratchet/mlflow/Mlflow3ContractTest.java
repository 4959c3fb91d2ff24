/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.contract.ArtifactStoreContract;
import dev.ratchet.testing.contract.LoggingContract;
import dev.ratchet.testing.contract.ModelRegistryContract;
import dev.ratchet.testing.contract.ModelStoreContract;
import dev.ratchet.testing.contract.RegisteredModelContract;
import dev.ratchet.testing.contract.TrackingStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class Mlflow3ContractTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    private static Stores stores;

    @BeforeAll
    static void open() {
        stores = OpenedStores.at(MLFLOW.uri());
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Nested
    class Tracking extends TrackingStoreContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }

    @Nested
    class Logging extends LoggingContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }

    @Nested
    class Models extends ModelStoreContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }

    @Nested
    class Artifacts extends ArtifactStoreContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }

    @Nested
    class Registry extends ModelRegistryContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }

    @Nested
    class RegisteredModels extends RegisteredModelContract {
        @Override
        protected Stores stores() {
            return stores;
        }
    }
}
