/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.MlflowServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers below a path: a proxy that takes the path away, and one that leaves it to the server. */
class PrefixTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @RegisterExtension
    static final MlflowServerExtension PREFIXED = MlflowServerExtension.shared(
            MlflowServerOptions.of(MlflowGeneration.V3_17_2).withArguments("--static-prefix=/tracking"));

    @TempDir
    private Path folder;

    @Test
    void prefixThatTheProxyTakesAway_isPartOfTheAddress() throws Exception {
        try (FrontDoor door = FrontDoor.http(FrontDoor.passOn(MLFLOW.uri(), "/team/mlflow"))) {
            URI address = door.uri("127.0.0.1", "/team/mlflow/");
            Round.with(Round.ratchet(address, folder), folder);
            Round.with(Round.client(address, folder).build(), folder);
            try (Ratchet ratchet = Round.ratchet(address, folder).open();
                    Run run = ratchet.experiment(Round.unique("page")).start("seen")) {
                assertThat(run.page().orElseThrow().toString()).startsWith(address + "#/experiments/");
            }
        }
    }

    @Test
    void prefixOfTheServer_isPartOfTheAddress() throws Exception {
        URI root = PREFIXED.uri().resolve("/");
        assertThat(PREFIXED.uri()).hasPath("/tracking");
        try (FrontDoor door =
                FrontDoor.http(FrontDoor.passOn(URI.create(root.toString().replaceAll("/$", "")), ""))) {
            URI address = door.uri("127.0.0.1", "/tracking");
            Round.with(Round.ratchet(address, folder), folder);
            Round.with(Round.client(address, folder).build(), folder);
        }
    }

    @Test
    void forgottenPrefix_isTold() {
        try (FrontDoor door = FrontDoor.http(FrontDoor.passOn(MLFLOW.uri(), "/team/mlflow"))) {
            assertThatThrownBy(() -> Round.ratchet(door.uri("127.0.0.1", "/team"), folder)
                            .open())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("address", "path", "'/team'");
        }
    }
}
