/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.ArtifactStoreContract;
import dev.ratchet.testing.contract.ChampionsContract;
import dev.ratchet.testing.contract.LedgerStoreContract;
import dev.ratchet.testing.contract.LoggingContract;
import dev.ratchet.testing.contract.ModelRegistryContract;
import dev.ratchet.testing.contract.ModelStoreContract;
import dev.ratchet.testing.contract.RegisteredModelContract;
import dev.ratchet.testing.contract.RegistrySearchContract;
import dev.ratchet.testing.contract.TrackingStoreContract;
import org.junit.jupiter.api.Nested;

class InMemoryStoresContractTest {

    static final InMemoryStores MEMORY = InMemoryStores.create();

    @Nested
    class Tracking extends TrackingStoreContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class Logging extends LoggingContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class Models extends ModelStoreContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class Artifacts extends ArtifactStoreContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class Registry extends ModelRegistryContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class RegisteredModels extends RegisteredModelContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class RegistrySearch extends RegistrySearchContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class Ledgers extends LedgerStoreContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }

    @Nested
    class ChampionsOfModels extends ChampionsContract {
        @Override
        protected Stores stores() {
            return MEMORY.stores();
        }
    }
}
