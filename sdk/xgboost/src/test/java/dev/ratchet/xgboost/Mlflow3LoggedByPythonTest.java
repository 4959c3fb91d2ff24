/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.xgboost;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class Mlflow3LoggedByPythonTest extends LoggedByPythonContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.chosen());

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }
}
