/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.testing.contract.LedgerByHand;
import dev.ratchet.testing.contract.TamperedLedgerContract;
import org.junit.jupiter.api.Nested;

/** The contract of tampered ledgers against one server. */
abstract class MlflowTamperedLedgerContract extends OpenedServer {

    @Nested
    class Tampered extends TamperedLedgerContract {
        @Override
        protected LedgerByHand byHand() {
            return new MlflowByHand(opened());
        }
    }
}
