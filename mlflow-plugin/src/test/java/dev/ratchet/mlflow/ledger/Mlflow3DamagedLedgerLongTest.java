/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In the long form alone: the short one has a damage here, and all kinds of it on the local store. */
class Mlflow3DamagedLedgerLongTest extends MlflowDamagedLedgerContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }
}
