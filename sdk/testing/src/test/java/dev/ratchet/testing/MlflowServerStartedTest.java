/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One server of this class alone, below a prefix and with passwords, for all that is done to such a server. */
class MlflowServerStartedTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.started(
            MlflowServerOptions.of(MlflowGeneration.V3_17_2).withBasicAuth().withArguments("--static-prefix=/deep"));

    /** Any test may run first, so it ends after all of them. */
    @AfterAll
    static void stop_keepsTheFiles_andCloseRemovesThem() {
        MlflowServer server = MLFLOW.server();
        Path log = server.log();

        server.stop();
        assertThat(server.answers()).isFalse();
        assertThat(log).exists();

        server.close();
        assertThat(log.getParent()).doesNotExist();
    }

    @Test
    void restart_keepsAddressAndData(MlflowServer server) throws Exception {
        URI uri = server.uri();
        String name = "kept-" + UUID.randomUUID();
        assertThat(status(request(uri, "create")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"" + name + "\"}"))))
                .isEqualTo(200);

        server.kill();
        assertThat(server.answers()).isFalse();
        server.restart();

        assertThat(server.uri()).isEqualTo(uri);
        assertThat(status(request(uri, "get-by-name?experiment_name=" + name))).isEqualTo(200);
        assertThat(status(request(uri, "get-by-name?experiment_name=other"))).isEqualTo(404);
    }

    @Test
    void server_asksForPasswordBelowItsPrefix(MlflowServer server) {
        assertThat(server.uri()).hasPath("/deep");
        String script = """
                import os, mlflow, sys, uuid
                print("made", mlflow.create_experiment(uuid.uuid4().hex), file=sys.stderr)
                del os.environ['MLFLOW_TRACKING_PASSWORD']
                mlflow.create_experiment('other')
                """;
        assertThatThrownBy(() -> server.runPython(script)).hasMessageContainingAll("made ", "not authenticated");
    }

    private static HttpRequest.Builder request(URI server, String call) {
        String pair = MlflowServer.ADMIN_USER + ":" + MlflowServer.ADMIN_PASSWORD;
        return HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/experiments/" + call))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
