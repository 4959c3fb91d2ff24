/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.StoresArtifactContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalStoreArtifactContractTest extends StoresArtifactContract {

    @RegisterExtension
    static final LocalStore STORE = new LocalStore();

    @Override
    protected Stores stores() {
        return STORE.stores();
    }
}
