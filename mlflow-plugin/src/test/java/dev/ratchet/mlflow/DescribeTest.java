/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.store.BatchLimits;
import dev.ratchet.store.ServerDescription;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whether an address that cannot be used is told with what to change. */
class DescribeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String INFO =
            "{\"store_type\": \"SqlStore\", \"workspaces_enabled\": false, \"multipart_uploads_enabled\": true}";
    private static final Reply NOT_FOUND = Reply.html(404, "<h1>Not Found</h1>");

    private final ScriptedServer server = new ScriptedServer();

    @BeforeEach
    void anMlflow() {
        server.on("server-info", Reply.json(200, INFO));
        server.on("/version", Reply.text(200, "3.17.2"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ServerDescription describe(URI uri, Duration timeout, String... settings) {
        try (Stores stores = OpenedStores.at(uri, OpenedStores.map(settings))) {
            return stores.tracking().describe(timeout);
        }
    }

    private AbstractThrowableAssert<?, ?> assertMisconfigured(String... settings) {
        return assertThatThrownBy(() -> describe(server.uri(), LONG, settings))
                .isInstanceOf(MisconfiguredException.class);
    }

    @Test
    void server_isDescribed() {
        ServerDescription description = describe(server.uri(), LONG);

        assertThat(description.product()).isEqualTo("MLflow");
        assertThat(description.version()).isEqualTo("3.17.2");
        assertThat(description.address()).isEqualTo(server.uri().toString());
        assertThat(description.capabilities())
                .containsAllEntriesOf(Map.of("logged_models", true, "workspaces", false, "multipart", true));
        assertThat(description.clockSkewMillis()).isZero();
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"2.22.5, false", "3.5.1, true", "3.18.0.dev0, true"})
    void olderServer_isDescribed_withoutServerInfo(String version, boolean loggedModels) {
        server.on("server-info", NOT_FOUND);
        server.on("/version", Reply.text(200, version + "\n"));

        ServerDescription description = describe(server.uri(), LONG);

        assertThat(description.version()).isEqualTo(version);
        assertThat(description.capabilities()).containsEntry("logged_models", loggedModels);
    }

    @ParameterizedTest
    @CsvSource({"2.22.5, 100", "3.5.1, 100", "3.10.1, 1000", "3.17.2, 1000", "4.0.0, 1000", "what?, 100"})
    void limits_dependOnTheVersion(String version, int keys) {
        server.on("/version", Reply.text(200, version));

        try (Stores stores = OpenedStores.at(server.uri())) {
            assertThat(stores.tracking().limits()).isIn(BatchLimits.MLFLOW, BatchLimits.OLDER_MLFLOW);
            assertThat(stores.tracking().limits().metricKeys()).isEqualTo(keys);
        }
    }

    @Test
    void version_isUnknown_whenOnlyTheApiIsPassedOn() {
        server.on("/version", NOT_FOUND);
        server.on("logged-models/search", Reply.json(200, "{}"));

        try (Stores stores = OpenedStores.at(server.uri())) {
            assertThat(stores.tracking().describe(LONG).version()).isEqualTo("unknown");
            assertThat(stores.tracking().findModels("1", "r", "key")).isEmpty();
        }
    }

    @Test
    void wrongPath_isTold() {
        server.on("server-info", NOT_FOUND);
        server.on("/version", NOT_FOUND);

        assertThatThrownBy(() -> describe(URI.create(server.uri() + "/wrong/prefix"), LONG))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("another path than '/wrong/prefix'", "404");
    }

    @Test
    void otherProducts_areTold() {
        server.on("server-info", Reply.html(200, "<html>Welcome</html>"));
        assertMisconfigured().hasMessageContainingAll("is not MLflow", "text/html");

        server.on("server-info", Reply.json(200, "{\"ok\": true}"));
        assertMisconfigured().hasMessageContaining("is not MLflow");

        server.on("server-info", NOT_FOUND);
        server.on("/version", Reply.html(200, "<html>app</html>"));
        assertMisconfigured().hasMessageContaining("is not MLflow");
    }

    @Test
    void refusedHost_isTold() {
        server.on("server-info", Reply.text(403, "Invalid Host header - possible DNS rebinding attack detected"));

        assertMisconfigured()
                .hasMessageContainingAll(
                        "--allowed-hosts", server.uri().getRawAuthority(), "MLFLOW_SERVER_ALLOWED_HOSTS");
    }

    @Test
    void missingCredentials_areTold() {
        server.on(
                "/version",
                Reply.text(401, "You are not authenticated.").with("WWW-Authenticate", "Basic realm=\"mlflow\""));

        assertMisconfigured()
                .hasMessageContainingAll("wants credentials, and none are given", "401", "MLFLOW_TRACKING_USERNAME");
    }

    @Test
    void redirect_isTold() {
        server.on("server-info", Reply.text(302, "").with("Location", "https://login.example.org/auth?next=x"));

        assertMisconfigured().hasMessageContainingAll("redirects", "https://login.example.org/auth");
    }

    @Test
    void workspaces_areRefused_whereThereAreNone() {
        assertMisconfigured("MLFLOW_WORKSPACE", "team-a")
                .hasMessageContainingAll("MLFLOW_WORKSPACE is 'team-a'", "no workspaces");

        server.on(
                "server-info",
                Reply.json(200, INFO.replace("\"workspaces_enabled\": false", "\"workspaces_enabled\": true")));
        describe(server.uri(), LONG, "MLFLOW_WORKSPACE", "team-a");
        assertThat(server.requests().get(server.requests().size() - 1).headers().getFirst("X-MLFLOW-WORKSPACE"))
                .isEqualTo("team-a");
    }

    @Test
    void tlsToAPlainServer_isTold() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerAll(plain));
            thread.setDaemon(true);
            thread.start();
            assertThatThrownBy(() -> describe(URI.create("https://127.0.0.1:" + plain.getLocalPort()), LONG))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("No TLS connection", "http://");
        }
    }

    /** Answers each connection as a server without TLS does, until the socket is closed; a client may come again. */
    private static void answerAll(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                assertThat(socket.getInputStream().read()).isNotNegative();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                // Closed with bytes unread, the answer would be lost with the connection.
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client, or the test, went away first.
            }
        }
    }

    @Test
    void busyServer_isUnavailable_andNotAskedAgain() {
        server.on("server-info", Reply.text(503, "starting"));

        assertThatThrownBy(() -> describe(server.uri(), LONG))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("503");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void silentServers_areWaitedForNoLongerThanAsked() {
        try (FaultProxy proxy = FaultProxy.to(server.uri())) {
            proxy.inject(Fault.blackHole());
            assertTakes(Duration.ofMillis(700), () -> describe(proxy.uri(), Duration.ofMillis(700)));

            proxy.inject(Fault.blackHole().onlyFor("/version"));
            assertTakes(Duration.ofMillis(700), () -> describe(proxy.uri(), Duration.ofMillis(700)));

            proxy.refuse();
            assertThatThrownBy(() -> describe(proxy.uri(), LONG))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContainingAll("Cannot reach", proxy.uri().toString(), "refused");
        }
    }

    private static void assertTakes(Duration expected, Runnable call) {
        long start = System.nanoTime();
        assertThatThrownBy(call::run).isInstanceOf(UnavailableException.class).hasMessageContaining("no answer");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(expected.minusMillis(100), expected.plusSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no-such-host.invalid:5000"})
    void unknownHosts_areUnavailable(String address) {
        assertThatThrownBy(() -> describe(URI.create(address), LONG))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("Cannot reach", address);
    }
}
