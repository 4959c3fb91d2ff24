/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.testing.TestForm;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class LocalStoppedPromoterTest extends StoppedPromoterContract {

    @TempDir
    static Path directory;

    @Override
    String store() {
        return directory.toString();
    }

    @Override
    List<Integer> kills() {
        return TestForm.choose(List.of(0, 2, 7), IntStream.range(0, 10).boxed().toList());
    }
}
