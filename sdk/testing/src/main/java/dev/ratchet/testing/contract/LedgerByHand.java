/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.store.Stores;

/** What people can do to the ledgers of a store, past Ratchet's interfaces. */
public interface LedgerByHand {

    /** The stores, open; asked often, so the same ones each time. */
    Stores stores();

    /** Deletes an entry of a model's ledger. */
    void deleteEntry(String model, int number);

    /** Puts another text in place of an entry's. */
    void editEntry(String model, int number, String text);

    /** Deletes the ledger of a model. */
    void deleteLedger(String model);
}
