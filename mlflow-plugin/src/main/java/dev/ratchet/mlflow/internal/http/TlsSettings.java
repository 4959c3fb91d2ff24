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

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Whom to trust, by MLflow's environment variables; Java's own authorities unless they say otherwise.
 *
 * @param certificates a PEM file of authorities to trust in place of Java's, or absent
 * @param insecure whether any certificate is trusted
 */
public record TlsSettings(@Nullable Path certificates, boolean insecure) {

    private static final String CERT_PATH = "MLFLOW_TRACKING_SERVER_CERT_PATH";
    private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";
    private static final String CLIENT_CERT = "MLFLOW_TRACKING_CLIENT_CERT_PATH";

    /** Reads the settings and checks that the file is there. */
    public static TlsSettings of(StoreSettings settings) {
        Path file = settings.get(CERT_PATH).map(Path::of).orElse(null);
        boolean insecure = settings.get(INSECURE).map(HttpSettings::isTrue).orElse(false);
        if (file != null && insecure) {
            throw new MisconfiguredException(INSECURE + " and " + CERT_PATH + " contradict each other; unset one.");
        }
        if (file != null && !Files.isReadable(file)) {
            throw new MisconfiguredException(CERT_PATH + " names " + file + ", which cannot be read.");
        }
        if (settings.get(CLIENT_CERT).isPresent()) {
            throw new MisconfiguredException(CLIENT_CERT + " is not supported; unset it. For a client certificate use"
                    + " Java's -Djavax.net.ssl.keyStore.");
        }
        return new TlsSettings(file, insecure);
    }

    void apply(HttpClient.Builder builder) {
        if (insecure) {
            builder.sslContext(context(new TrustManager[] {new TrustAll()}));
        } else if (certificates != null) {
            builder.sslContext(context(trustOnly(certificates)));
        }
    }

    private static SSLContext context(TrustManager[] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new MisconfiguredException("Java cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trustOnly(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new MisconfiguredException(
                    CERT_PATH + " names " + file + ", which has no certificates in PEM: " + e.getMessage(), e);
        }
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
