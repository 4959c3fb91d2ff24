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
}
