/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.cache;

import dev.ratchet.Ratchet;
import dev.ratchet.model.Model;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.TextFlavor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class Mlflow2ModelCacheTest extends ModelCacheContract {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V2_22_5);

    @Override
    MlflowServer server() {
        return MLFLOW.server();
    }

    @Test
    void aModelOfARunThatMayBeReplaced_isNotKept() throws Exception {
        try (Ratchet ratchet = open("first", server().uri()).open()) {
            String uri = "runs:/" + runId + "/other";
            upload(ratchet, "MLmodel", "flavors:\n  text: {data: data/weights.txt}\n");
            upload(ratchet, "data/weights.txt", "before");
            try (Model model = ratchet.load(uri)) {
                assertThat(TextFlavor.text(model)).isEqualTo("before");
            }
            upload(ratchet, "data/weights.txt", "afterw");
            try (Model model = ratchet.load(uri)) {
                assertThat(TextFlavor.text(model)).isEqualTo("afterw");
            }
        }
        assertThat(directory.resolve("cache")).doesNotExist();
    }

    private void upload(Ratchet ratchet, String path, String text) throws Exception {
        Path file = Files.writeString(directory.resolve("upload"), text);
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        String root = ratchet.stores().tracking().run(runId).artifactRoot();
        ratchet.stores().artifacts().upload(root, "other/" + path, file, sha256);
    }
}
