/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import dev.ratchet.ModelVersion;
import dev.ratchet.Ratchet;
import dev.ratchet.model.FloatRows;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A package that a real server keeps. */
class MlflowPackageTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private Path directory;

    private Ratchet open(String store) {
        return Ratchet.builder()
                .environment(Map.of())
                .store(directory.resolve(store))
                .trackingUri(MLFLOW.server().uri())
                .modelCache(directory.resolve("cache"))
                // A slow machine is no fault here.
                .probeTimeout(Duration.ofMinutes(1))
                .createTimeout(Duration.ofMinutes(1))
                .closeTimeout(Duration.ofMinutes(1))
                .open();
    }

    @Test
    void load_getsTheModelFromTheServer_onAnotherMachine() throws Exception {
        String name = "djl-" + UUID.randomUUID();
        FloatRows rows = Trained.rows(5, 64);
        try (Model model = Trained.network()) {
            try (Ratchet ratchet = open("store")) {
                DjlModel logged = DjlModel.builder(model)
                        .normalization(Normalization.of(0, 1))
                        .inputExample(rows)
                        .build();
                ModelVersion version = ratchet.experiment(name).run("network", run -> run.register(name, logged));
                assertThat(version.awaitNumber(Duration.ofSeconds(60))).isEqualTo(1);
            }
            try (Ratchet ratchet = open("another machine");
                    dev.ratchet.model.Model loaded = ratchet.load("models:/" + name + "/1")) {
                assertThat(loaded.predict(rows)).isDeepEqualTo(Trained.forward(model, new Shape(64), rows));
            }
        }
    }
}
