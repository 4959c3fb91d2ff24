/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.LedgerByHand;

/** What MLflow's own pages and clients let people do to a ledger. */
record MlflowByHand(Stores stores) implements LedgerByHand {

    @Override
    public void deleteEntry(String model, int number) {
        stores.registry().deleteVersion(model + ".ledger", number);
    }

    @Override
    public void editEntry(String model, int number, String text) {
        stores.registry().setVersionTag(model + ".ledger", number, "ratchet.ledger.entry", text);
    }

    @Override
    public void deleteLedger(String model) {
        stores.registry().deleteModel(model + ".ledger");
    }
}
