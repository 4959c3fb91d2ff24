/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers whose certificate Java does not know. */
class TlsTest {

    private static final String PASSWORD = "for tests only";

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static Path certificate;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String pem = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        certificate = Files.writeString(
                folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static int experiments(String host, String... settings) {
        URI uri = URI.create("https://" + host + ":" + server.getAddress().getPort());
        try (Stores stores = OpenedStores.at(uri, OpenedStores.map(settings))) {
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
