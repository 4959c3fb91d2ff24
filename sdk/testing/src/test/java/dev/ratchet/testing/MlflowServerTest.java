/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MlflowServerTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @Test
    void shared_givesTheSameServerTwice() {
        MlflowServer again = MlflowServer.shared(MlflowGeneration.V3_17_2);

        assertThat(again.uri()).isEqualTo(MLFLOW.uri());
    }

    @Test
    void kind_isOnePerOptions_inAnyOrder() {
        MlflowServerOptions plain = MlflowServerOptions.of(MlflowGeneration.V3_17_2);
        MlflowServerOptions set = plain.withEnvironment("A", "1").withEnvironment("B", "2");

        assertThat(SharedServers.kind(plain)).isEqualTo("mlflow-3.17.2");
        assertThat(SharedServers.kind(set))
                .isEqualTo(SharedServers.kind(plain.withEnvironment("B", "2").withEnvironment("A", "1")))
                .isNotEqualTo(SharedServers.kind(plain.withEnvironment("A", "1")));
        assertThat(SharedServers.kind(plain.withDatabase("postgresql://127.0.0.1:1/a")))
                .startsWith("mlflow-3.17.2-")
                .isNotEqualTo(SharedServers.kind(plain.withDatabase("postgresql://127.0.0.1:1/b")));
        assertThat(SharedServers.kind(plain.withBasicAuth()))
                .startsWith("mlflow-3.17.2-")
                .isNotEqualTo(SharedServers.kind(plain.withAllowedHosts("a")));
    }

    @Test
    void server_isAParameter(MlflowServer server) {
        assertThat(server).isSameAs(MLFLOW.server());
    }

    @Test
    void shared_refusesToBeSwitchedOff() {
        MlflowServer shared = MLFLOW.server();

        assertThatThrownBy(shared::stop)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shared");
        assertThatThrownBy(shared::kill).hasMessageContaining("MlflowServer.start");
        shared.close();
        assertThat(shared.answers()).isTrue();
    }

    @Test
    void runPython_seesTheServerAndItsArguments() {
        String output = MLFLOW.runPython("""
                import mlflow, sys
                print(mlflow.__version__, mlflow.get_tracking_uri(), sys.argv[1:])
                """, "a", "b c");

        assertThat(output.strip()).isEqualTo("3.17.2 " + MLFLOW.uri() + " ['a', 'b c']");
    }

    @Test
    void runPython_namesTheReason_whenTheScriptFails() {
        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() -> MLFLOW.runPython("raise ValueError('a bad day')"))
                .withMessageContaining("code 1")
                .withMessageContaining("ValueError: a bad day");
    }

    @Test
    void runPython_stopsTheScript_whenItTakesTooLong() {
        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() ->
                        MLFLOW.server().runPython(Duration.ofMillis(300), "import threading; threading.Event().wait()"))
                .withMessageContaining("did not end within");
    }

    @Test
    void start_saysWhatTheServerSaid_whenItEndsAtOnce() {
        MlflowServerOptions options =
                MlflowServerOptions.of(MlflowGeneration.V3_17_2).withArguments("--no-such-option");

        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() -> MlflowServer.start(options))
                .withMessageContaining("ended while it started")
                .withMessageContaining("--no-such-option");
    }

    @Test
    void options_refuseAllowedHosts_forTheOldGeneration() {
        assertThatThrownBy(
                        () -> MlflowServerOptions.of(MlflowGeneration.V2_22_5).withAllowedHosts("a"))
                .hasMessageContaining("V3_17_2");
    }
}
