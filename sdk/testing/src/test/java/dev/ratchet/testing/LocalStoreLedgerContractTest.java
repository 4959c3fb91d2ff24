/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.LedgerStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalStoreLedgerContractTest extends LedgerStoreContract {

    @RegisterExtension
    static final LocalStore STORE = new LocalStore();

    @Override
    protected Stores stores() {
        return STORE.stores();
    }
}
