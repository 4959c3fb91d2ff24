/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.delivery;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.Fault.Kind;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;

import java.util.List;

import static org.junit.jupiter.params.provider.Arguments.arguments;

class Mlflow3LateCreatesTest extends LateCreatesContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    static List<Arguments> faults() {
        return TestForm.choose(
                List.of(
                        arguments("runs/create", Kind.HOLD),
                        arguments("runs/create", Kind.LATE),
                        arguments("logged-models", Kind.LATE),
                        arguments("model-versions/create", Kind.CUT)),
                List.of(
                        arguments("runs/create", Kind.HOLD),
                        arguments("runs/create", Kind.LATE),
                        arguments("runs/create", Kind.CUT),
                        arguments("logged-models", Kind.HOLD),
                        arguments("logged-models", Kind.LATE),
                        arguments("model-versions/create", Kind.HOLD),
                        arguments("model-versions/create", Kind.LATE),
                        arguments("model-versions/create", Kind.CUT)));
    }

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }
}
