/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server that answers only those who show a certificate it knows. */
class ClientCertificateTest {

    private static final char[] PASSWORD = "for tests only".toCharArray();

    @TempDir
    private static Path folder;

    private static KeyStore keys;
    private static HttpsServer server;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        make(file, "server", "EC");
        make(file, "ec", "EC");
        make(file, "rsa", "RSA");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        write("server.pem", certificate("server"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(only("server"), PASSWORD);
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        clients.setCertificateEntry("ec", keys.getCertificate("ec"));
        clients.setCertificateEntry("rsa", keys.getCertificate("rsa"));
        known.init(clients);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), known.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
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

    private static void make(Path file, String alias, String algorithm) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -alias " + alias + " -keyalg " + algorithm + " -dname CN=" + alias
                + " -ext SAN=ip:127.0.0.1 -validity 2 -storetype PKCS12 -keystore " + file;
        String[] command = (keytool + " " + arguments).split(" ", -1);
        command = Arrays.copyOf(command, command.length + 2);
        command[command.length - 2] = "-storepass";
        command[command.length - 1] = new String(PASSWORD);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static KeyStore only(String alias) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
        return store;
    }

    private static Path write(String name, String... blocks) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("some text between - the blocks\n", blocks));
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static String certificate(String alias) throws GeneralSecurityException {
        return pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
    }

    /** The older forms stand inside the last element of the newer. */
    private static String key(String alias, String label) throws GeneralSecurityException {
        byte[] pkcs8 = keys.getKey(alias, PASSWORD).getEncoded();
        if (label.equals("PRIVATE KEY")) {
            return pem(label, pkcs8);
        }
        int at = 1 + lengthBytes(pkcs8, 1) + 3;
        at += 1 + lengthBytes(pkcs8, at + 1) + pkcs8[at + 1];
        return pem(label, Arrays.copyOfRange(pkcs8, at + 1 + lengthBytes(pkcs8, at + 1), pkcs8.length));
    }

    private static int lengthBytes(byte[] der, int at) {
        return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
    }

    private static int ask(String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 4);
        all[settings.length] = "MLFLOW_HTTP_REQUEST_MAX_RETRIES";
        all[settings.length + 1] = "0";
        all[settings.length + 2] = "REQUESTS_CA_BUNDLE";
        all[settings.length + 3] = folder.resolve("server.pem").toString();
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        try (Stores stores = OpenedStores.at(uri, OpenedStores.map(all))) {
            return stores.tracking().experiments().size();
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa, PRIVATE KEY", "rsa, RSA PRIVATE KEY", "ec, PRIVATE KEY", "ec, EC PRIVATE KEY"})
    void certificate_isShown_whateverFormItsKeyHas(String alias, String label) throws Exception {
        Path file = write(label + alias + ".pem", key(alias, label), certificate(alias));

        assertThat(ask("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString())).isZero();
    }

    @Test
    void certificatesThatAreMissingOrUnknown_areNotLetIn() throws Exception {
        Path unknown = write("unknown.pem", key("server", "PRIVATE KEY"), certificate("server"));

        assertThatThrownBy(ClientCertificateTest::ask).isInstanceOf(RatchetException.class);
        assertThatThrownBy(() -> ask("MLFLOW_TRACKING_CLIENT_CERT_PATH", unknown.toString()))
                .isInstanceOf(RatchetException.class);
    }

    @Test
    void filesThatAreNoPair_areMisconfigured_andNotShown() throws Exception {
        String key = key("ec", "EC PRIVATE KEY");
        assertRefused("a.pem", "no private key", certificate("ec"));
        assertRefused("b.pem", "no certificate", key);
        assertRefused("c.pem", "does not belong", key("server", "PRIVATE KEY"), certificate("ec"));
        assertRefused("d.pem", "not one of the certificate's kind", key("rsa", "PRIVATE KEY"), certificate("ec"));
        assertRefused("e.pem", "openssl pkey", key.replace("EC PRIVATE", "ENCRYPTED PRIVATE"), certificate("ec"));
        assertRefused(
                "f.pem",
                "openssl pkey",
                key.replaceFirst("-----\n", "-----\nProc-Type: 4,ENCRYPTED\n\n"),
                certificate("ec"));
        assertRefused("g.pem", "openssl pkcs8", key.replace("EC PRIVATE", "DSA PRIVATE"), certificate("ec"));
    }

    private static void assertRefused(String name, String words, String... blocks) throws IOException {
        Path file = write(name, blocks);
        assertThatThrownBy(() -> ask("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString(), words);
    }
}
