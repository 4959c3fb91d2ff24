/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.memory;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.ChampionsContract;
import dev.ratchet.testing.contract.LedgerStoreContract;
import dev.ratchet.testing.contract.StoresContract;
import org.junit.jupiter.api.Nested;

class InMemoryStoresContractTest extends StoresContract {

    static final InMemoryStores MEMORY = InMemoryStores.create();

    @Override
    protected Stores stores() {
        return MEMORY.stores();
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
