/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.stream.IntStream;

class Mlflow3StoppedPromoterTest extends StoppedPromoterContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    String store() {
        return MLFLOW.server().uri().toString();
    }

    @Override
    List<Integer> kills() {
        return TestForm.choose(List.of(0, 2), IntStream.range(0, 9).boxed().toList());
    }
}
