/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.LedgerStoreContract;
import org.junit.jupiter.api.Nested;

/** The contract of entries against one server. */
abstract class MlflowLedgerContract extends OpenedServer {

    @Nested
    class Entries extends LedgerStoreContract {
        @Override
        protected Stores stores() {
            return opened();
        }
    }
}
