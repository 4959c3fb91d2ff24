/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The certificate that we show to the server: a PEM file with a key and the chain of certificates, as in Python. */
final class ClientCertificate {

    static final String VARIABLE = "MLFLOW_TRACKING_CLIENT_CERT_PATH";

    private ClientCertificate() {}

    /**
     * Reads a file.
     *
     * @throws MisconfiguredException when it cannot be read or lacks a usable pair, with what to do
     */
    static KeyManager[] read(Path file) {
        try {
            PemFile pem = PemFile.read(file);
            List<X509Certificate> chain = pem.certificates();
            if (chain.isEmpty()) {
                throw new GeneralSecurityException(
                        "it has no certificate; put the key and the certificate into one file");
            }
            PrivateKey key = PemKey.of(pem, chain.get(0).getPublicKey())
                    .orElseThrow(() -> new GeneralSecurityException(
                            "it has no private key; put the key and the certificate into one file"));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("client", key, new char[0], chain.toArray(new X509Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (IOException | IllegalArgumentException e) {
            throw new MisconfiguredException(VARIABLE + " names " + file + ", which cannot be read as PEM ("
                    + e.getClass().getSimpleName() + ").");
        } catch (GeneralSecurityException e) {
            throw new MisconfiguredException(
                    VARIABLE + " names " + file + ", which is no client certificate: " + e.getMessage() + ".");
        }
    }

    /** When the file's own certificate ends; empty where that cannot be read. */
    static Optional<Instant> end(Path file) {
        try {
            return PemFile.read(file).certificates().stream()
                    .findFirst()
                    .map(certificate -> certificate.getNotAfter().toInstant());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
