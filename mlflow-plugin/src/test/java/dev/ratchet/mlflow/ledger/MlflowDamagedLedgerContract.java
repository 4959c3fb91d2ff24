/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.contract.DamagedLedgerContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import java.util.Map;
import java.util.Objects;

/** The contract of damaged ledgers against one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MlflowDamagedLedgerContract extends DamagedLedgerContract {

    private @Nullable Stores stores;

    abstract MlflowServer server();

    @BeforeAll
    void open() {
        stores = MlflowLedgerContract.open(server().uri(), Map.of());
    }

    @AfterAll
    void close() {
        stores().close();
    }

    @Override
    protected Stores stores() {
        return Objects.requireNonNull(stores, "opened before the tests");
    }

    @Override
    protected void deleteEntry(String ofModel, int number) {
        stores().registry().deleteVersion(ofModel + ".ledger", number);
    }

    @Override
    protected void editEntry(String ofModel, int number, String text) {
        stores().registry().setVersionTag(ofModel + ".ledger", number, "ratchet.ledger.entry", text);
    }

    @Override
    protected void deleteLedger(String ofModel) {
        stores().registry().deleteModel(ofModel + ".ledger");
    }
}
