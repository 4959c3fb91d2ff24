/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.Ratchet;
import dev.ratchet.model.Model;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.TextFlavor;
import dev.ratchet.testing.memory.InMemoryStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PendingModelTest {

    @TempDir
    Path directory;

    @Test
    void aModelWhoseFilesAreStillComing_isKeptOnlyWhenItIsReady() throws Exception {
        try (InMemoryStores server = InMemoryStores.create();
                Ratchet ratchet = Ratchet.builder()
                        .environment(Map.of())
                        .store(directory.resolve("store"))
                        .modelCache(directory.resolve("cache"))
                        .trackingUri(server.uri())
                        .open()) {
            ModelRecord model = pending(server.stores());
            put(server.stores(), model, "MLmodel", "flavors:\n  text: {}\n");
            put(server.stores(), model, "data/weights.txt", "half");
            assertThat(load(ratchet, model)).isEqualTo("half");
            assertThat(directory.resolve("cache")).doesNotExist();

            put(server.stores(), model, "data/weights.txt", "whole");
            server.stores().tracking().finishModel(model, "{}");
            assertThat(load(ratchet, model)).isEqualTo("whole");
            assertThat(directory.resolve("cache/packages")).isNotEmptyDirectory();
        }
    }

    private static ModelRecord pending(Stores stores) {
        String experiment = stores.tracking().createExperiment("e").id();
        String run = stores.tracking()
                .createRun(new NewRun(experiment, "key", "run", 1, Map.of()))
                .id();
        return stores.tracking().createModel(new NewModel(experiment, run, "key", "model", Map.of(), Map.of()));
    }

    private static String load(Ratchet ratchet, ModelRecord record) {
        try (Model model = ratchet.load("models:/" + record.id())) {
            return TextFlavor.text(model);
        }
    }

    private void put(Stores stores, ModelRecord model, String path, String text) throws Exception {
        Path file = Files.writeString(directory.resolve("upload"), text);
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        stores.artifacts().upload(model.artifactRoot(), path, file, sha256);
    }
}
