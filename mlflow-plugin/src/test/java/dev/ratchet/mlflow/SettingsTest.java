/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.mlflow.ScriptedServer.Reply;
import dev.ratchet.store.StoreProvider;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.ServiceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Addresses, credentials and other settings. The class sets a system property, so it runs alone. */
@Isolated
class SettingsTest {

    @TempDir
    private Path home;

    private final String oldHome = System.getProperty("user.home");
    private final ScriptedServer server = new ScriptedServer();

    @BeforeEach
    void emptyHome() {
        System.setProperty("user.home", home.toString());
        server.on("experiments/search", Reply.json(200, "{}"));
    }

    @AfterEach
    void stop() {
        System.setProperty("user.home", oldHome);
        server.close();
    }

    private String authorization(URI uri, String... settings) {
        try (Stores stores = OpenedStores.at(uri, OpenedStores.map(settings))) {
            assertThat(stores.target()).isEqualTo(server.uri().toString());
            stores.tracking().experiments();
        }
        String header =
                server.requests().get(server.requests().size() - 1).headers().getFirst("Authorization");
        if (header == null) {
            return "none";
        }
        return header.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
                : header;
    }

    private String authorization(String... settings) {
        return authorization(server.uri(), settings);
    }

    private void credentialsFile(String text) throws IOException {
        Files.createDirectories(home.resolve(".mlflow"));
        Files.writeString(home.resolve(".mlflow/credentials"), text);
    }

    @Test
    void provider_isFound_andTakesWebAddresses() {
        StoreProvider provider = ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(MlflowStoreProvider.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(provider.accepts(URI.create("http://host:5000"))).isTrue();
        assertThat(provider.accepts(URI.create("HTTPS://host/mlflow"))).isTrue();
        assertThat(provider.accepts(URI.create("file:/tmp/mlruns"))).isFalse();
        assertThat(provider.accepts(URI.create("mlruns"))).isFalse();
    }

    @Test
    void credentials_areTakenInMlflowsOrder() throws IOException {
        assertThat(authorization()).isEqualTo("none");
        assertThat(authorization("MLFLOW_TRACKING_TOKEN", "abc ")).isEqualTo("Bearer abc");
        assertThat(authorization(
                        "MLFLOW_TRACKING_USERNAME",
                        "ann",
                        "MLFLOW_TRACKING_PASSWORD",
                        "pass wörd",
                        "MLFLOW_TRACKING_TOKEN",
                        "abc"))
                .isEqualTo("ann:pass wörd");

        credentialsFile(
                "[other]\nmlflow_tracking_username = eve\n[mlflow]\n# note\nmlflow_tracking_username = bob\nmlflow_tracking_password=s=cret\n");
        assertThat(authorization()).isEqualTo("bob:s=cret");
        assertThat(authorization("MLFLOW_TRACKING_USERNAME", "ann")).isEqualTo("ann:s=cret");
        assertThat(authorization("MLFLOW_TRACKING_TOKEN", "abc")).isEqualTo("bob:s=cret");
    }

    @Test
    void credentials_inTheAddress_goToTheHeaderAlone() {
        URI uri = URI.create("http://ann:p%40ss@127.0.0.1:" + server.uri().getPort());

        assertThat(authorization(uri)).isEqualTo("ann:p@ss");
        assertThat(authorization(uri, "MLFLOW_TRACKING_USERNAME", "bob", "MLFLOW_TRACKING_PASSWORD", "word"))
                .isEqualTo("bob:word");
        try (Stores stores = OpenedStores.at(uri)) {
            assertThat(stores.tracking().runPage("1", "r"))
                    .contains(URI.create(server.uri() + "/#/experiments/1/runs/r"));
        }
    }

    @Test
    void netrc_isTheLast() throws IOException {
        Path netrc = Files.writeString(home.resolve("_netrc"), "machine 127.0.0.1 login nora password n1\n");
        assertThat(authorization()).isEqualTo("nora:n1");
        Files.writeString(home.resolve(".netrc"), """
                # a comment
                machine elsewhere login eve password e1
                macdef init
                  machine 127.0.0.1 login macro password m1

                default login "a b" password \\#1\\ 2
                """);
        assertThat(authorization()).isEqualTo("a b:#1 2");
        Files.writeString(
                home.resolve("other"), "default user no\nmachine 127.0.0.1 # here\n account acc password a1\n");
        assertThat(authorization("NETRC", "~/other")).isEqualTo("acc:a1");
        assertThat(authorization("NETRC", netrc.toString())).isEqualTo("nora:n1");
        assertThat(authorization("NETRC", home.resolve("none").toString())).isEqualTo("none");

        assertThat(authorization("MLFLOW_TRACKING_TOKEN", "abc")).isEqualTo("Bearer abc");
        credentialsFile("[mlflow]\nmlflow_tracking_username = bob\nmlflow_tracking_password = b1\n");
        assertThat(authorization()).isEqualTo("bob:b1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "machine 127.0.0.1 login ann secret p", "secret", "machine 127.0.0.1 password"})
    void netrc_thatCannotBeRead_isNotUsed(String text) throws IOException {
        Files.writeString(home.resolve(".netrc"), text);

        assertThat(authorization()).isEqualTo("none");
    }

    @Test
    void halfCredentials_areMisconfigured() {
        assertThatThrownBy(() -> authorization("MLFLOW_TRACKING_USERNAME", "ann"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("MLFLOW_TRACKING_USERNAME is given", "MLFLOW_TRACKING_PASSWORD is not");
        assertThatThrownBy(() -> authorization("MLFLOW_TRACKING_PASSWORD", "secret-word"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageNotContaining("secret-word");
    }

    @Test
    void tokens_thatNoHeaderCarries_areMisconfigured() {
        assertThatThrownBy(() -> authorization("MLFLOW_TRACKING_TOKEN", "abc\r\nX-Evil: 1"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("MLFLOW_TRACKING_TOKEN")
                .hasMessageNotContaining("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Host.Example:80/, http://host.example",
        "https://host:443/mlflow//, https://host/mlflow",
        "http://host:5000/a/../b, http://host:5000/b",
        "http://user:secret@HOST:5000, http://host:5000",
        "http://[::1]:5000, http://[::1]:5000"
    })
    void target_isOneSpelling(String given, String target) {
        try (Stores stores = OpenedStores.at(URI.create(given))) {
            assertThat(stores.target()).isEqualTo(target);
        }
        try (Stores stores = OpenedStores.at(URI.create(given), OpenedStores.map("MLFLOW_WORKSPACE", "team-a"))) {
            assertThat(stores.target()).isEqualTo(target + "#workspace=team-a");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host:5000/#/experiments/1",
                "http://host:5000/?a=b",
                "http://my_server:5000",
                "http:///x",
                "http:x"
            })
    void addresses_thatCannotWork_areMisconfigured(String address) {
        assertThatThrownBy(() -> OpenedStores.at(URI.create(address)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("http://host:5000");
    }

    @ParameterizedTest
    @CsvSource({
        "MLFLOW_HTTP_REQUEST_TIMEOUT, soon",
        "MLFLOW_HTTP_REQUEST_TIMEOUT, 0",
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES, -1",
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES, 1.5",
        "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR, NaN",
        "MLFLOW_TRACKING_SERVER_CERT_PATH, /no/such/file.pem",
        "MLFLOW_TRACKING_CLIENT_CERT_PATH, /no/such/file.pem"
    })
    void settings_thatCannotWork_areMisconfigured(String variable, String value) {
        assertThatThrownBy(() -> OpenedStores.at(server.uri(), OpenedStores.map(variable, value)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining(variable);
    }

    @Test
    void registry_mayBeElsewhere() {
        try (ScriptedServer other = new ScriptedServer();
                Stores stores = new MlflowStoreProvider()
                        .open(new dev.ratchet.store.StoreSettings(server.uri(), other.uri(), OpenedStores.map()))) {
            other.on("model-versions/search", Reply.json(200, "{}"));

            assertThat(stores.registry().versions("churn")).isEmpty();

            assertThat(other.requests()).hasSize(1);
            assertThat(server.requests()).isEmpty();
        }
    }
}
