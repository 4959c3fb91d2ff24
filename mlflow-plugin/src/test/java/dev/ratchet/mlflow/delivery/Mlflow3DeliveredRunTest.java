/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class Mlflow3DeliveredRunTest extends DeliveredRunContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }
}
