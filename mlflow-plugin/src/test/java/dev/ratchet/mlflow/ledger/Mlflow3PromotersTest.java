/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class Mlflow3PromotersTest extends PromotersContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    String store() {
        return MLFLOW.server().uri().toString();
    }
}
