/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RatchetException;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server that answers only those who show a certificate it knows. */
class ClientCertificateTest {

    @TempDir
    private static Path folder;

    private static TestKeys keys;
    private static TlsServer server;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        keys = TestKeys.make(folder, Map.of("server", "EC", "ec", "EC", "rsa", "RSA"));
        write("server.pem", keys.certificate("server"));
        server = new TlsServer(keys, "server", List.of("ec", "rsa"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path write(String name, String... blocks) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("some text between - the blocks\n", blocks));
    }

    /** The older forms stand inside the last element of the newer. */
    private static String key(String alias, String label) throws GeneralSecurityException {
        byte[] pkcs8 = keys.key(alias).getEncoded();
        if (label.equals("PRIVATE KEY")) {
            return TestKeys.pem(label, pkcs8);
        }
        int at = 1 + lengthBytes(pkcs8, 1) + 3;
        at += 1 + lengthBytes(pkcs8, at + 1) + pkcs8[at + 1];
        return TestKeys.pem(label, Arrays.copyOfRange(pkcs8, at + 1 + lengthBytes(pkcs8, at + 1), pkcs8.length));
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
        try (Stores stores = OpenedStores.at(server.uri("127.0.0.1"), OpenedStores.map(all))) {
            return stores.tracking().experiments().size();
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa, PRIVATE KEY", "rsa, RSA PRIVATE KEY", "ec, PRIVATE KEY", "ec, EC PRIVATE KEY"})
    void certificate_isShown_whateverFormItsKeyHas(String alias, String label) throws Exception {
        Path file = write(label + alias + ".pem", key(alias, label), keys.certificate(alias));

        assertThat(ask("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString())).isZero();
    }

    @Test
    void certificatesThatAreMissingOrUnknown_areNotLetIn() throws Exception {
        Path unknown = write("unknown.pem", key("server", "PRIVATE KEY"), keys.certificate("server"));

        assertThatThrownBy(ClientCertificateTest::ask).isInstanceOf(RatchetException.class);
        assertThatThrownBy(() -> ask("MLFLOW_TRACKING_CLIENT_CERT_PATH", unknown.toString()))
                .isInstanceOf(RatchetException.class);
    }

    @Test
    void filesThatAreNoPair_areMisconfigured_andNotShown() throws Exception {
        String key = key("ec", "EC PRIVATE KEY");
        assertRefused("a.pem", "no private key", keys.certificate("ec"));
        assertRefused("b.pem", "no certificate", key);
        assertRefused("c.pem", "does not belong", key("server", "PRIVATE KEY"), keys.certificate("ec"));
        assertRefused("d.pem", "not one of the certificate's kind", key("rsa", "PRIVATE KEY"), keys.certificate("ec"));
        assertRefused("e.pem", "openssl pkey", key.replace("EC PRIVATE", "ENCRYPTED PRIVATE"), keys.certificate("ec"));
        assertRefused(
                "f.pem",
                "openssl pkey",
                key.replaceFirst("-----\n", "-----\nProc-Type: 4,ENCRYPTED\n\n"),
                keys.certificate("ec"));
        assertRefused("g.pem", "openssl pkcs8", key.replace("EC PRIVATE", "DSA PRIVATE"), keys.certificate("ec"));
    }

    private static void assertRefused(String name, String words, String... blocks) throws IOException {
        Path file = write(name, blocks);
        assertThatThrownBy(() -> ask("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString()))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("MLFLOW_TRACKING_CLIENT_CERT_PATH", file.toString(), words);
    }
}
