/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Authorities to trust in place of Java's: a file with certificates, or a folder of such files. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * Reads a file or a folder.
     *
     * @param variable what names it, for messages
     */
    static TrustManager[] read(String variable, Path place) {
        try {
            List<Certificate> certificates = new ArrayList<>();
            for (Path file : files(place)) {
                certificates.addAll(certificates(file));
            }
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("nothing between BEGIN CERTIFICATE and END CERTIFICATE");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new MisconfiguredException(
                    variable + " names " + place + ", which has no certificates in PEM: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        PemFile pem = PemFile.read(file);
        if (!pem.blocks().isEmpty()) {
            return pem.certificates();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}
