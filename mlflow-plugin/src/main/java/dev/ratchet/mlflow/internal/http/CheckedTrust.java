/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/**
 * Trusts whom another trust manager trusts while the certificate is in its time, and keeps what a refused server showed,
 * so that a message can name it.
 */
final class CheckedTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;

    private CheckedTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    static TrustManager[] of(TrustManager[] managers) {
        return Arrays.stream(managers)
                .map(manager -> manager instanceof X509ExtendedTrustManager known ? new CheckedTrust(known) : manager)
                .toArray(TrustManager[]::new);
    }

    /** A server's certificates were refused. */
    static final class RefusedChainException extends CertificateException {

        private static final long serialVersionUID = 1L;

        private final transient X509Certificate[] chain;

        RefusedChainException(X509Certificate[] chain, CertificateException cause) {
            super(cause.getMessage(), cause);
            this.chain = chain.clone();
        }

        /** What it showed, its own first. */
        X509Certificate[] chain() {
            return chain.clone();
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private static void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
            // Java takes a certificate that is itself among the authorities also after its end.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw new RefusedChainException(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, () -> trust.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> trust.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, () -> trust.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
