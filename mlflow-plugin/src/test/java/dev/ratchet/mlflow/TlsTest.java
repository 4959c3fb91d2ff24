/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers whose certificate Java does not know. */
class TlsTest {

    @TempDir
    private static Path folder;

    private static TlsServer server;
    private static Path certificate;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        TestKeys keys = TestKeys.make(folder, Map.of("server", "EC"));
        certificate = Files.writeString(folder.resolve("server.pem"), keys.certificate("server"));
        server = new TlsServer(keys, "server", List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int experiments(String host, String... settings) {
        try (Stores stores = OpenedStores.at(server.uri(host), OpenedStores.map(settings))) {
            return stores.tracking().experiments().size();
        }
    }

    @Test
    void unknownCertificates_areTold_andNotTriedAgain() {
        assertThatThrownBy(() -> experiments("127.0.0.1"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("No TLS connection", "MLFLOW_TRACKING_SERVER_CERT_PATH");
    }

    @Test
    void namedCertificates_areTrusted() {
        assertThat(experiments("127.0.0.1", "MLFLOW_TRACKING_SERVER_CERT_PATH", certificate.toString()))
                .isZero();
    }

    @Test
    void namedCertificates_mustBeOfTheHost() {
        assertThatThrownBy(() -> experiments("localhost", "MLFLOW_TRACKING_SERVER_CERT_PATH", certificate.toString()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("No TLS connection");
    }

    @Test
    void anyCertificate_isTrusted_whenSettingsSaySo() {
        assertThat(experiments("localhost", "MLFLOW_TRACKING_INSECURE_TLS", "true"))
                .isZero();
    }

    @Test
    void contradictingSettings_areMisconfigured() {
        assertThatThrownBy(() -> experiments(
                        "127.0.0.1",
                        "MLFLOW_TRACKING_INSECURE_TLS",
                        "true",
                        "MLFLOW_TRACKING_SERVER_CERT_PATH",
                        certificate.toString()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("contradict");
    }

    @Test
    void filesWithoutCertificates_areMisconfigured() throws IOException {
        Path file = Files.writeString(
                folder.resolve("no.pem"), "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> experiments("127.0.0.1", "MLFLOW_TRACKING_SERVER_CERT_PATH", file.toString()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("no certificates", file.toString());
    }

    /** In a process of its own, as Java reads the property when it first makes a client. */
    private static String list(String proxy, String... options) throws IOException, InterruptedException {
        Path out = folder.resolve("listing.txt");
        ProcessBuilder builder = JavaProgram.of(
                        ListingProgram.class,
                        List.of(options),
                        server.uri("127.0.0.1").toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("HTTPS_PROXY", "http://" + proxy);
        builder.environment().put("MLFLOW_TRACKING_SERVER_CERT_PATH", certificate.toString());
        builder.environment().put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
        Process program = builder.start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return Files.readString(out);
    }

    @Test
    void proxyWithAPassword_passesHttpsOn_andTheServerDoesNotSeeThePassword() throws Exception {
        String allowed = "-Djdk.http.auth.tunneling.disabledSchemes=";
        try (ConnectProxy proxy = new ConnectProxy("ann", "top:secret")) {
            assertThat(list("ann:top%3Asecret@" + proxy.authority(), allowed))
                    .contains("listed 0", "with credentials")
                    .doesNotContain("secret");
            assertThat(proxy.tunnels()).containsOnly(server.uri("127.0.0.1").getAuthority());
            assertThat(server.proxyHeaders()).isEmpty();

            int before = proxy.tunnels().size();
            assertThat(list("ann:other-word@" + proxy.authority(), allowed))
                    .contains("407", proxy.authority())
                    .doesNotContain("listed", "other-word");
            assertThat(list(proxy.authority(), allowed))
                    .contains("407", "wants credentials")
                    .doesNotContain("listed");
            assertThat(list("ann:top%3Asecret@" + proxy.authority()))
                    .contains("HTTPS_PROXY", allowed)
                    .doesNotContain("listed", "secret");
            assertThat(proxy.tunnels()).hasSize(before);
        }
    }
}
