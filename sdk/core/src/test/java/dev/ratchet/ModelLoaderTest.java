/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelLoaderTest {

    @TempDir
    private Path directory;

    @Test
    void model_withoutALoader_isRefused_withItsFlavorsAndWhatToAdd() throws IOException {
        Path model = Files.createDirectories(directory.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), """
                flavors:
                  prophet:
                    data: model.pr
                  python_function:
                    loader_module: mlflow.prophet
                """);
        try (Ratchet ratchet = TestStore.builder(directory.resolve("store")).open()) {
            assertThatThrownBy(() -> ratchet.load(model.toString()))
                    .isInstanceOf(RatchetException.class)
                    .hasMessageContainingAll(
                            "'" + model + "' cannot be loaded here",
                            "flavors [prophet, python_function]",
                            "class path has loaders for []",
                            "dev.ratchet:ratchet-xgboost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"models:/name/99999999999", "models:/a/b/c", "nowhere", "\0"})
    void whatIsNoModel_isRefused_withWhatMayBeGiven(String address) {
        try (Ratchet ratchet = TestStore.builder(directory.resolve("store")).open()) {
            assertThatThrownBy(() -> ratchet.load(address))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("is no model: give models:/name@alias");
        }
    }
}
