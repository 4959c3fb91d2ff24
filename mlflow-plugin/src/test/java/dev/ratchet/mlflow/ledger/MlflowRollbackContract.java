/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.testing.MlflowServer;

import java.nio.file.Path;
import java.util.Map;

/** Rollback on one server. */
abstract class MlflowRollbackContract extends RollbackContract {

    abstract MlflowServer server();

    @Override
    Ratchet open(Path home) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(home)
                .trackingUri(server().uri())
                .open();
    }
}
