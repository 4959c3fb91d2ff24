/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;

import java.util.List;

import static org.junit.jupiter.params.provider.Arguments.arguments;

class Mlflow3KilledRunTest extends KilledRunContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    static List<Arguments> kills() {
        return TestForm.choose(List.of(arguments(1, true), arguments(1600, true), arguments(900, false)), ALL_KILLS);
    }

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }
}
