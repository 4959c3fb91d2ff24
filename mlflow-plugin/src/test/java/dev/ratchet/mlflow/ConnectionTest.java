/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.sun.net.httpserver.Headers;
import dev.ratchet.AccessToken;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.TokenProvider;
import dev.ratchet.UnavailableException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Proxies, headers and tokens that expire, against servers that say what came. */
class ConnectionTest {

    private static final String FAR = "http://mlflow.example:5000/prefix";

    @TempDir
    private Path home;

    /** Plays the MLflow server or, as it answers absolute addresses as well, the proxy before it. */
    private final ScriptedServer server = new ScriptedServer();

    @BeforeEach
    void answer() {
        server.on("experiments/search", Reply.json(200, "{}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Stores open(String uri, Optional<TokenProvider> tokens, String... settings) {
        Map<String, String> all = new HashMap<>(OpenedStores.map(settings));
        all.put("HOME", home.toString());
        all.put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
        return new MlflowStoreProvider()
                .open(new StoreSettings(URI.create(uri), URI.create(uri), all, Set.of(), tokens));
    }

    private Headers ask(String uri, String... settings) {
        try (Stores stores = open(uri, Optional.empty(), settings)) {
            stores.tracking().experiments();
        }
        return server.requests().get(server.requests().size() - 1).headers();
    }

    private String proxy(String userInfo) {
        return "http://" + userInfo + server.uri().getAuthority();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PROXY", "http_proxy", "ALL_PROXY", "RATCHET_PROXY"})
    void requests_goThroughTheProxy_thatAVariableNames(String variable) {
        Headers headers = ask(FAR, variable, proxy(""));

        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.uri())
                        .isEqualTo("http://mlflow.example:5000/prefix/api/2.0/mlflow/experiments/search"));
        assertThat(headers.getFirst("Host")).isEqualTo("mlflow.example:5000");
        assertThat(headers.getFirst("Proxy-Authorization")).isNull();
    }

    @Test
    void credentialsOfTheProxy_goToTheProxy_alone() {
        Headers headers = ask(FAR, "HTTP_PROXY", proxy("ann:p%40ss@"), "MLFLOW_TRACKING_TOKEN", "abc");

        assertThat(headers.getFirst("Proxy-Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("ann:p@ss".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer abc");
        assertThat(ask(server.uri().toString(), "HTTP_PROXY", proxy("ann:p@"), "NO_PROXY", "127.0.0.1"))
                .doesNotContainKey("Proxy-Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PROXY, 127.0.0.1",
        "no_proxy, '*'",
        "NO_PROXY, 127.0.0.0/8",
        "RATCHET_PROXY, none",
        "http_proxy, ' '"
    })
    void requests_goDirectly_whereAVariableSaysSo(String variable, String value) {
        ask(server.uri().toString(), "HTTP_PROXY", "http://127.0.0.1:1", variable, value);

        assertThat(server.requests())
                .singleElement()
                .matches(request -> request.uri().startsWith("/api/"));
    }

    @Test
    void proxyOfTheProgram_goesBeforeNoProxy() {
        ask(FAR, "RATCHET_PROXY", proxy(""), "HTTP_PROXY", "http://127.0.0.1:1", "NO_PROXY", "*");

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void proxiesThatWantCredentials_areTold() {
        server.on("experiments/search", Reply.text(407, "Proxy Authentication Required"));

        assertThatThrownBy(() -> ask(FAR, "HTTP_PROXY", proxy("")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("407", "wants credentials", "variable HTTP_PROXY", "user:password@host");
        assertThatThrownBy(() -> ask(FAR, "HTTP_PROXY", proxy("ann:top-secret@")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("407", "did not accept")
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void proxiesThatAreAway_areNamed_withoutTheirCredentials() {
        assertThatThrownBy(() -> ask(FAR, "HTTP_PROXY", "http://ann:top-secret@127.0.0.1:1"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("mlflow.example:5000", "through the proxy 127.0.0.1:1", "variable HTTP_PROXY")
                .hasMessageNotContaining("top-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://ann:top-secret@host:1080", "http://ann:top secret@host", "https://host", "http:///"})
    void proxiesThatCannotWork_areMisconfigured(String proxy) {
        assertThatThrownBy(() -> ask(FAR, "HTTP_PROXY", proxy))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("HTTP_PROXY", "http://[user:password@]host:port")
                .hasMessageNotContaining("secret");
    }

    @Test
    void credentialsOfAProxyBeforeHttps_areRefused_withTheOptionThatAllowsThem() {
        assertThatThrownBy(() -> ask("https://mlflow.example", "HTTPS_PROXY", "http://ann:top-secret@host:3128"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("HTTPS_PROXY", "-Djdk.http.auth.tunneling.disabledSchemes=")
                .hasMessageNotContaining("secret");
    }

    @Test
    void extraHeaders_goWithEveryRequest_besideTheWorkspace() {
        Headers headers = ask(
                server.uri().toString(),
                "RATCHET_HTTP_HEADERS",
                "X-Api-Key: k: 1\n\nX-Team:a",
                "MLFLOW_WORKSPACE",
                "team-a");

        assertThat(headers.getFirst("X-Api-Key")).isEqualTo("k: 1");
        assertThat(headers.getFirst("X-Team")).isEqualTo("a");
        assertThat(headers.getFirst("X-Mlflow-Workspace")).isEqualTo("team-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon top-secret", "X Y: top-secret", "X: top-secrét", "authorization: top-secret"})
    void headersThatCannotBeSent_areMisconfigured(String headers) {
        assertThatThrownBy(() -> ask(FAR, "RATCHET_HTTP_HEADERS", headers))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("RATCHET_HTTP_HEADERS")
                .hasMessageNotContaining("top-");
    }

    @Test
    void refusedTokens_areReplacedOnce() {
        AtomicInteger asked = new AtomicInteger();
        TokenProvider provider = () -> AccessToken.of("token-" + asked.incrementAndGet());
        server.on("experiments/search", Reply.text(401, "expired"), Reply.json(200, "{}"));

        try (Stores stores = open(server.uri().toString(), Optional.of(provider))) {
            assertThat(stores.tracking().experiments()).isEmpty();
            assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-2");

            server.on("experiments/search", Reply.text(401, "no token-3 here"));
            assertThatThrownBy(() -> stores.tracking().experiments())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("401", "token provider", "no *** here");
            assertThat(authorizations()).hasSize(4).endsWith("Bearer token-2", "Bearer token-3");
        }
    }

    @Test
    void oneProvider_isAskedOnce_forServerAndRegistry() {
        AtomicInteger asked = new AtomicInteger();
        server.on("model-versions/search", Reply.json(200, "{}"));
        URI registry = URI.create(server.uri() + "/registry");
        StoreSettings settings = new StoreSettings(
                server.uri(),
                registry,
                Map.of("HOME", home.toString()),
                Set.of(),
                Optional.of(() -> AccessToken.of("token-" + asked.incrementAndGet())));

        try (Stores stores = new MlflowStoreProvider().open(settings)) {
            stores.tracking().experiments();
            stores.registry().versions("churn");
        }

        assertThat(authorizations()).containsOnly("Bearer token-1");
        assertThat(server.requests("/registry/")).isNotEmpty();
    }

    /** Whether the first token or, after the server refused it, the second one does not come. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void describe_keepsItsTime_whenTheProviderHangs(int hanging) {
        server.on("server-info", Reply.text(401, "no")).on("/version", Reply.text(401, "no"));
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        TokenProvider provider = () -> {
            if (asked.incrementAndGet() == hanging) {
                never.await();
            }
            return AccessToken.of("token-" + asked.get());
        };
        assertTimeoutPreemptively(Duration.ofSeconds(45), () -> {
            try (Stores stores = open(server.uri().toString(), Optional.of(provider))) {
                assertThatThrownBy(() -> stores.tracking().describe(Duration.ofSeconds(1)))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("gave no token within");
            }
        });
        never.countDown();
    }

    private List<String> authorizations() {
        return server.requests().stream()
                .map(request -> request.headers().getFirst("Authorization"))
                .toList();
    }

    @Test
    void waysOfPythonAlone_areMisconfigured_unlessThereIsAnother() {
        assertThatThrownBy(() -> ask(server.uri().toString(), "MLFLOW_TRACKING_AWS_SIGV4", "true"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("MLFLOW_TRACKING_AWS_SIGV4", "MLFLOW_TRACKING_TOKEN");
        assertThat(ask(server.uri().toString(), "MLFLOW_TRACKING_AUTH", "x", "MLFLOW_TRACKING_TOKEN", "abc")
                        .getFirst("Authorization"))
                .isEqualTo("Bearer abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ann:12/top-secret@host:5000",
                "http://ann:12#top-secret@host",
                "http://ann:12?top-secret@host"
            })
    void passwordsThatAreNotEncoded_areExplained_andNotShown(String uri) {
        assertThatThrownBy(() -> ask(uri))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("%40")
                .hasMessageNotContainingAny("secret", "12");
    }

    @Test
    void connection_saysWhereEachPartIsFrom_andNoSecret() {
        try (Stores stores = open(
                FAR,
                Optional.empty(),
                "MLFLOW_TRACKING_TOKEN",
                "top-secret",
                "HTTP_PROXY",
                proxy("ann:top-secret@"),
                "RATCHET_HTTP_HEADERS",
                "X-Api-Key: top-secret",
                "MLFLOW_TRACKING_INSECURE_TLS",
                "true")) {
            assertThat(stores.connection())
                    .containsEntry("credentials", "a token (from variable MLFLOW_TRACKING_TOKEN)")
                    .containsEntry("headers", "X-Api-Key (from variable RATCHET_HTTP_HEADERS)")
                    .containsEntry(
                            "proxy", server.uri().getAuthority() + " (from variable HTTP_PROXY), with credentials")
                    .containsKey("certificates");
            assertThat(stores.toString()).doesNotContain("top-secret");
        }
    }
}
