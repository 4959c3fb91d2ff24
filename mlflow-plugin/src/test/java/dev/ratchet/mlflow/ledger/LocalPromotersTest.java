/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class LocalPromotersTest extends PromotersContract {

    @TempDir
    static Path directory;

    @Override
    String store() {
        return directory.toString();
    }
}
