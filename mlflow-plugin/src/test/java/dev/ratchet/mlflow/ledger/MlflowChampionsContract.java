/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.store.Stores;
import dev.ratchet.testing.TestForm;
import dev.ratchet.testing.contract.ChampionsContract;
import org.junit.jupiter.api.Nested;

/** The contract of champions against one server. */
abstract class MlflowChampionsContract extends OpenedServer {

    @Nested
    class ChampionsOfModels extends ChampionsContract {
        @Override
        protected int killStride() {
            return TestForm.choose(5, 1);
        }

        @Override
        protected Stores stores() {
            return opened();
        }
    }
}
