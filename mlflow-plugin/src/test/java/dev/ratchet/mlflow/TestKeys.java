/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Key pairs with certificates for 127.0.0.1 that nobody has signed, made by the JDK's keytool. */
final class TestKeys {

    static final char[] PASSWORD = Keytool.PASSWORD.toCharArray();

    private final KeyStore all;

    private TestKeys(KeyStore all) {
        this.all = all;
    }

    /**
     * Makes pairs.
     *
     * @param algorithms by alias
     */
    static TestKeys make(Path folder, Map<String, String> algorithms)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        for (Map.Entry<String, String> pair : algorithms.entrySet()) {
            Keytool.add(file, pair.getKey(), pair.getValue(), List.of("-ext", "SAN=ip:127.0.0.1", "-validity", "2"));
        }
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in, PASSWORD);
        }
        return new TestKeys(all);
    }

    /** What a server needs that shows this certificate. */
    KeyStore identity(String alias) throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(alias, key(alias), PASSWORD, all.getCertificateChain(alias));
        return one;
    }

    /** What a server needs that knows these certificates. */
    KeyStore known(List<String> aliases) throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        for (String alias : aliases) {
            known.setCertificateEntry(alias, all.getCertificate(alias));
        }
        return known;
    }

    Key key(String alias) throws GeneralSecurityException {
        return all.getKey(alias, PASSWORD);
    }

    /** The certificate as a file of text has it. */
    String certificate(String alias) throws GeneralSecurityException {
        return pem("CERTIFICATE", all.getCertificate(alias).getEncoded());
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
