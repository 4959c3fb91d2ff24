/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

class Mlflow3DirectoryTest extends DirectoryContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Override
    List<String> moreNames() {
        return List.of("\u00e9t\u00e9 \u00df.txt", "\u65e5\u672c.txt", "\ud83d\ude80.bin");
    }
}
