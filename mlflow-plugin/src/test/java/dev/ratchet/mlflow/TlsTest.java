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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers whose certificate Java does not know. */
class TlsTest {

    private static final String PASSWORD = "for tests only";

    @TempDir
    private static Path folder;

    private static final List<String> proxyHeaders = new CopyOnWriteArrayList<>();

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
            exchange.getRequestHeaders().keySet().stream()
                    .filter(name -> name.startsWith("Proxy-"))
                    .forEach(proxyHeaders::add);
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

    /** In a process of its own, as Java reads the property when it first makes a client. */
    private static String list(String proxy, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ListingProgram.class.getName(),
                "https://127.0.0.1:" + server.getAddress().getPort()));
        Path out = folder.resolve("listing.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
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
            assertThat(proxy.tunnels())
                    .containsOnly("127.0.0.1:" + server.getAddress().getPort());
            assertThat(proxyHeaders).isEmpty();

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
