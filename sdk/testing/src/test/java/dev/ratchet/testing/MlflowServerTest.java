/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
    void restart_keepsAddressAndData() throws Exception {
        Path log;
        try (MlflowServer server = MlflowServer.start(MlflowGeneration.V3_17_2)) {
            URI uri = server.uri();
            assertThat(status(HttpRequest.newBuilder(api(uri, "create"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"kept\"}"))))
                    .isEqualTo(200);

            server.kill();
            assertThat(server.answers()).isFalse();
            server.restart();

            assertThat(server.uri()).isEqualTo(uri);
            assertThat(status(HttpRequest.newBuilder(api(uri, "get-by-name?experiment_name=kept"))))
                    .isEqualTo(200);
            assertThat(status(HttpRequest.newBuilder(api(uri, "get-by-name?experiment_name=other"))))
                    .isEqualTo(404);

            server.stop();
            assertThat(server.answers()).isFalse();
            log = server.log();
            assertThat(log).exists();
        }
        assertThat(log.getParent()).doesNotExist();
    }

    private static URI api(URI server, String call) {
        return URI.create(server + "/api/2.0/mlflow/experiments/" + call);
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void start_asksForPasswordBelowItsPrefix_whenBothAreSet() {
        MlflowServerOptions options =
                MlflowServerOptions.of(MlflowGeneration.V3_17_2).withBasicAuth().withArguments("--static-prefix=/deep");
        try (MlflowServer server = MlflowServer.start(options)) {
            assertThat(server.uri()).hasPath("/deep");
            assertThatThrownBy(() -> server.runPython("""
                            import os, mlflow, sys
                            print("made", mlflow.create_experiment('mine'), file=sys.stderr)
                            del os.environ['MLFLOW_TRACKING_PASSWORD']
                            mlflow.create_experiment('other')
                            """)).hasMessageContainingAll("made ", "not authenticated");
        }
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
