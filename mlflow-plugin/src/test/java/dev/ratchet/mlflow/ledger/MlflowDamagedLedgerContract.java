/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.testing.contract.DamagedLedgerContract;
import dev.ratchet.testing.contract.LedgerByHand;
import org.junit.jupiter.api.Nested;

/** The contract of damaged ledgers against one server. */
abstract class MlflowDamagedLedgerContract extends OpenedServer {

    @Nested
    class Damaged extends DamagedLedgerContract {
        @Override
        protected LedgerByHand byHand() {
            return new MlflowByHand(opened());
        }
    }
}
