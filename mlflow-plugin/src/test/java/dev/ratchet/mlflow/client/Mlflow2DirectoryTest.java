/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

class Mlflow2DirectoryTest extends DirectoryContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V2_22_5);

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Override
    List<String> moreNames() {
        return List.of("\u00e9t\u00e9 \u00df.txt");
    }
}
