/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Training begins, or says why not, although the server is away and the retries are MLflow's own: minutes of them. */
class BeginInTimeTest {

    /** Far above what is waited for, far below what the retries take. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    @TempDir
    private Path directory;

    private final ScriptedServer server = new ScriptedServer();
    private FaultProxy proxy;

    @BeforeEach
    void anMlflow() {
        server.on("server-info", Reply.json(200, "{\"store_type\": \"SqlStore\", \"workspaces_enabled\": false}"));
        server.on("/version", Reply.text(200, "3.17.2"));
        proxy = FaultProxy.to(server.uri());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    /** @param answersFirst whether the server falls silent after it was opened, or does not listen at all */
    private Ratchet open(boolean answersFirst, String variable, String value) {
        if (!answersFirst) {
            proxy.refuse();
        }
        Ratchet ratchet = Ratchet.builder()
                .environment(Map.of(variable, value))
                .store(directory)
                .trackingUri(proxy.uri())
                .createTimeout(Duration.ofMillis(500))
                .closeTimeout(Duration.ofMillis(500))
                .open();
        proxy.inject(Fault.blackHole());
        return ratchet;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void experimentId_isRefusedInTime_withTheWayOut(boolean answersFirst) {
        assertTimeoutPreemptively(LIMIT, () -> {
            try (Ratchet ratchet = open(answersFirst, "MLFLOW_EXPERIMENT_ID", "7")) {
                assertThatThrownBy(ratchet::experiment)
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContainingAll("MLFLOW_EXPERIMENT_ID is '7'", "MLFLOW_EXPERIMENT_NAME");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runId_isGoneOnWithInTime_andKept(boolean answersFirst) {
        assertTimeoutPreemptively(LIMIT, () -> {
            try (Ratchet ratchet = open(answersFirst, "MLFLOW_RUN_ID", "0123456789abcdef0123456789abcdef");
                    Run run = ratchet.experiment("e").start("r")) {
                run.logParam("depth", 4);
                assertThat(run.page()).isEmpty();
                run.complete();
            }
        });
        assertThat(directory.resolve("runs")).isDirectoryContaining(path -> true);
    }

    @Test
    void oneSilence_isWaitedForOnce() {
        assertTimeoutPreemptively(LIMIT, () -> {
            try (Ratchet ratchet = open(true, "MLFLOW_EXPERIMENT_NAME", "e")) {
                ratchet.experiment();
                Awaitility.await().until(() -> proxy.hits() == 1);
                int asked = proxy.requests();

                ratchet.experiment("other");
                ratchet.experiment("third");

                assertThat(proxy.requests()).isEqualTo(asked);
            }
        });
    }
}
