/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.store.StoreSettings;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whom to trust and what to show, by MLflow's environment variables; Java's own authorities unless they say otherwise.
 *
 * @param certificates a PEM file or folder of authorities to trust in place of Java's, or absent
 * @param variable what names these authorities
 * @param insecure whether any certificate is trusted
 * @param client a PEM file with the key and the certificate that the server gets to see, or absent
 */
public record TlsSettings(
        @Nullable Path certificates,
        String variable,
        boolean insecure,
        @Nullable Path client) {

    private static final String CERT_PATH = "MLFLOW_TRACKING_SERVER_CERT_PATH";
    private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";

    /** Those that Python's HTTP library knows come last, as there. */
    private static final List<String> AUTHORITIES = List.of(CERT_PATH, "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    /** Reads the settings and checks that the files are there. */
    public static TlsSettings of(StoreSettings settings) {
        boolean insecure = settings.flag(INSECURE, false);
        if (settings.get(CERT_PATH).isPresent() && insecure) {
            throw new MisconfiguredException(INSECURE + " and " + CERT_PATH + " contradict each other; unset one.");
        }
        String variable = AUTHORITIES.stream()
                .filter(name -> !insecure && settings.get(name).isPresent())
                .findFirst()
                .orElse("");
        return new TlsSettings(
                file(settings, variable), variable, insecure, file(settings, ClientCertificate.VARIABLE));
    }

    private static @Nullable Path file(StoreSettings settings, String variable) {
        Path file = settings.get(variable).map(Path::of).orElse(null);
        if (file != null && !Files.isReadable(file)) {
            throw new MisconfiguredException(variable + " names " + file + ", which cannot be read.");
        }
        return file;
    }

    /** Java's own where nothing is set. */
    SSLContext context() {
        try {
            if (!insecure && certificates == null && client == null) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(client == null ? null : ClientCertificate.read(client), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new MisconfiguredException("Java cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException {
        if (insecure) {
            return new TrustManager[] {new TrustAll()};
        }
        return CheckedTrust.of(certificates == null ? javas() : TrustedCertificates.read(variable, certificates));
    }

    private static TrustManager[] javas() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    /** When our own certificate ends; empty without one. */
    Optional<Instant> clientEnd() {
        return client == null ? Optional.empty() : ClientCertificate.end(client);
    }

    /** What differs from Java's own settings, for people; empty where nothing does. */
    Map<String, String> description() {
        Map<String, String> texts = new TreeMap<>();
        if (insecure) {
            texts.put("certificates", "any server certificate is trusted (" + INSECURE + ")");
        } else if (certificates != null) {
            texts.put("certificates", "only those in " + certificates + " are trusted (" + variable + ")");
        }
        if (client != null) {
            texts.put("client certificate", client + " (" + ClientCertificate.VARIABLE + ")");
        }
        return texts;
    }

    /** The extended kind, because Java adds no check of the host name to it. */
    private static final class TrustAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
