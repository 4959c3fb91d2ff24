/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.store.Stores;
import org.junit.jupiter.api.Nested;

/** The contracts of all stores of one provider but ledgers, which take longer. */
public abstract class StoresContract {

    /** For subclasses. */
    protected StoresContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    @Nested
    class Tracking extends TrackingStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }

    @Nested
    class Logging extends LoggingContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }

    @Nested
    class Models extends ModelStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }

    @Nested
    class Artifacts extends StoresArtifactContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }

    @Nested
    class Registry extends ModelRegistryContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }

    @Nested
    class RegisteredModels extends RegisteredModelContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }

    @Nested
    class RegistrySearch extends RegistrySearchContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }
    }
}
