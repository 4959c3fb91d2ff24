/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.Ratchet;

import java.nio.file.Path;
import java.util.Map;

class LocalRollbackTest extends RollbackContract {

    @Override
    Ratchet open(Path home) {
        return Ratchet.builder().environment(Map.of()).store(home).localOnly().open();
    }
}
