/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.store.Batch;
import dev.ratchet.store.Stores;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What answers other than success become, and that their messages help and give nothing away. */
class ErrorMessagesTest {

    private static final String PASSWORD = "correct-horse-battery";
    private static final String PAIR =
            Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private AbstractThrowableAssert<?, ?> assertAnswer(Reply reply) {
        return assertAnswer(reply, PASSWORD);
    }

    private AbstractThrowableAssert<?, ?> assertAnswer(Reply reply, String password) {
        server.on("log-batch", reply);
        Map<String, String> settings = Map.of(
                "MLFLOW_TRACKING_USERNAME", "ann",
                "MLFLOW_TRACKING_PASSWORD", password,
                "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
        try (Stores stores = OpenedStores.at(server.uri(), settings)) {
            return assertThatThrownBy(() -> stores.tracking().logBatch("r", Batch.params(Map.of("a", "b"))));
        }
    }

    @Test
    void badRequests_giveTheServersWords_withoutSql() {
        assertAnswer(
                        Reply.json(
                                400,
                                "{\"error_code\": \"BAD_REQUEST\", \"message\": \"UNIQUE constraint failed: x.y"
                                        + "\\n[SQL: INSERT INTO secret_table VALUES (?)]\\n[parameters: (1)]\\n(Background on this error at: https://sqlalche.me)\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("UNIQUE constraint failed: x.y", "BAD_REQUEST", "runs/log-batch")
                .hasMessageNotContainingAny("secret_table", "sqlalche", "parameters");
    }

    @Test
    void secretsWithBlanks_areNotShown() {
        String password = "alpha  beta\tgamma";
        String json = "{\"error_code\": \"BAD_REQUEST\", \"message\": \"not alpha  beta\\tgamma\"}";

        assertAnswer(Reply.json(400, json), password)
                .hasMessageContaining("not ***")
                .hasMessageNotContainingAny("alpha", "gamma");
        assertAnswer(Reply.html(502, "<p>not alpha  beta\tgamma</p>"), password)
                .hasMessageContaining("***")
                .hasMessageNotContainingAny("alpha", "gamma");
    }

    @Test
    void longMessages_areCut() {
        assertAnswer(Reply.json(
                        400,
                        "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"" + "x".repeat(9000) + "\"}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000).contains("xxx..."));
    }

    @Test
    void tooLargeRequests_areRefused() {
        assertAnswer(Reply.html(
                        413, "<html><head><title>413</title></head><body><h1>Request Entity Too Large</h1></body>"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("413", "Request Entity Too Large")
                .hasMessageNotContaining("<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html><body><h1>Bad Request</h1>plain HTTP to HTTPS port", "Invalid HTTP request received.", ""
            })
    void badRequests_thatAreNotMlflows_areMisconfigured(String body) {
        assertAnswer(Reply.html(400, body))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("400", "MLflow itself answers in JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void unknownEndpoints_areNotNotFound(int status) {
        assertAnswer(Reply.html(status, "<h1>Not Found</h1>"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("does not know", "/api/2.0/mlflow/runs/log-batch", "path");
    }

    @Test
    void missingCredentials_areMisconfigured() {
        assertAnswer(Reply.text(401, "You are not authenticated. Authorization: Basic " + PAIR))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("401", "'ann'", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_TOKEN")
                .hasMessageNotContaining(PAIR);
    }

    @Test
    void missingPermissions_areMisconfigured() {
        assertAnswer(Reply.text(403, "Permission denied"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("403", "Permission denied", "log-batch");
    }

    @Test
    void refusedHosts_areExplained() {
        String host = "127.0.0.1:" + server.uri().getPort();
        assertAnswer(Reply.text(403, "Invalid Host header - possible DNS rebinding attack detected"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("--allowed-hosts \"" + host, "MLFLOW_SERVER_ALLOWED_HOSTS");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirects_areNotFollowed(int status) {
        try (ScriptedServer other = new ScriptedServer()) {
            assertAnswer(Reply.text(status, "")
                            .with(
                                    "Location",
                                    "http://ann:" + PASSWORD + "@127.0.0.1:"
                                            + other.uri().getPort() + "/login?token=" + PASSWORD))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("redirects", other.uri() + "/login", "MLFLOW_TRACKING_URI")
                    .hasMessageNotContainingAny(PASSWORD, "token=");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void loginPages_areNotTakenForSuccess() {
        assertAnswer(Reply.html(200, "<html>Please sign in</html>"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("not MLflow", "text/html", "login page");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 413, 429, 500, 501, 503})
    void secrets_areNeverInMessages(int status) {
        String echo = "Got Authorization: Basic " + PAIR + " from ann:" + PASSWORD;
        for (Reply reply : new Reply[] {
            Reply.text(status, echo),
            Reply.html(status, "<p>" + echo + "</p>"),
            Reply.json(status, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"" + echo + "\"}")
        }) {
            assertAnswer(reply.with("Location", "/x?a=" + PAIR))
                    .isInstanceOf(RatchetException.class)
                    .satisfies(e -> {
                        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                            assertThat(String.valueOf(cause)).doesNotContain(PASSWORD, PAIR);
                        }
                    });
        }
    }

    @Test
    void internalErrors_areUnavailable_withTheirText() {
        assertAnswer(Reply.html(
                        500, "<html><head><style>p {}</style></head><body>Internal   Server\nError</body></html>"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("HTTP 500: Internal Server Error");
    }
}
