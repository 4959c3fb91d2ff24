/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.mlflow.Keytool;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of the tests' own and certificates that it signs, made by the JDK's keytool. */
final class Authority {

    private static final char[] PASSWORD = Keytool.PASSWORD.toCharArray();

    private final Path folder;
    private final Path file;

    private Authority(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("keys.p12");
    }

    static Authority make(Path folder) throws IOException, InterruptedException {
        Authority made = new Authority(folder);
        made.keytool("authority", "-ext", "BC:critical=ca:true", "-validity", "3650");
        return made;
    }

    /** A pair whose certificate the authority has signed, with more arguments of keytool. */
    void sign(String alias, String... more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-signer", "authority"));
        all.addAll(List.of(more));
        keytool(alias, all.toArray(new String[0]));
    }

    private void keytool(String alias, String... more) throws IOException, InterruptedException {
        Keytool.add(file, alias, "EC", List.of(more));
    }

    private KeyStore all() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in, PASSWORD);
        }
        return all;
    }

    /** What a server uses that shows this certificate and knows those that the authority has signed. */
    SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(alias, all().getKey(alias, PASSWORD), PASSWORD, all().getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("authority", all().getCertificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A file with the certificate. */
    Path certificate(String alias) throws IOException, GeneralSecurityException {
        return Files.writeString(folder.resolve(alias + ".pem"), pem("CERTIFICATE", certificateBytes(alias)));
    }

    /** A file with the key and the certificate, as a client shows them. */
    Path pair(String alias) throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve(alias + "-pair.pem"),
                pem("PRIVATE KEY", all().getKey(alias, PASSWORD).getEncoded())
                        + pem("CERTIFICATE", certificateBytes(alias)));
    }

    private byte[] certificateBytes(String alias) throws IOException, GeneralSecurityException {
        return all().getCertificate(alias).getEncoded();
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }
}
