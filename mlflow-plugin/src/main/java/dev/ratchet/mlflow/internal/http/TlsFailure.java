/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Why there is no TLS connection, and what to set for one. */
final class TlsFailure {

    private static final String CERTIFICATES = "MLFLOW_TRACKING_SERVER_CERT_PATH";
    private static final String CLIENT = ClientCertificate.VARIABLE;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final ServerAddress server;
    private final TlsSettings tls;

    TlsFailure(ServerAddress server, TlsSettings tls) {
        this.server = server;
        this.tls = tls;
    }

    /**
     * A sentence or two.
     *
     * @param words the cause's own, without secrets
     */
    String explained(Throwable cause, String words) {
        return "No TLS connection to " + server + ": " + reason(cause, words);
    }

    private String reason(Throwable cause, String words) {
        Optional<X509Certificate[]> chain =
                find(cause, CheckedTrust.RefusedChainException.class).map(CheckedTrust.RefusedChainException::chain);
        if (find(cause, CertificateExpiredException.class).isPresent()) {
            return expired(chain, words);
        }
        if (find(cause, CertificateNotYetValidException.class).isPresent()) {
            return notYetValid(chain, words);
        }
        if (find(cause, CertificateException.class).isEmpty()) {
            return withoutCertificate(words);
        }
        boolean otherHost = words.contains("No subject alternative") || words.contains("No name matching");
        return otherHost ? otherHost(chain, words) : unknownAuthority(chain, words);
    }

    private static String expired(Optional<X509Certificate[]> chain, String words) {
        String which = outOfTime(chain)
                .map(wrong -> "the certificate '" + name(wrong) + "' ended at "
                        + wrong.getNotAfter().toInstant())
                .orElse("a certificate has ended (" + words + ")");
        return which + " (it is now " + now() + " here). Have it renewed on the server: no setting makes it valid.";
    }

    private static String notYetValid(Optional<X509Certificate[]> chain, String words) {
        String which = outOfTime(chain)
                .map(wrong -> "the certificate '" + name(wrong) + "' begins at "
                        + wrong.getNotBefore().toInstant())
                .orElse("a certificate is not valid yet (" + words + ")");
        return which + ", and it is " + now() + " here. Correct this machine's clock, or the server's certificate.";
    }

    private String otherHost(Optional<X509Certificate[]> chain, String words) {
        String host = URI.create(server.base()).getHost();
        String names = chain.map(shown -> names(shown[0])).orElse("");
        String which = names.isEmpty()
                ? "the server's certificate is not for '" + host + "' (" + words + "). "
                : "the server's certificate is for " + names + ", not for '" + host + "'. ";
        return which + "Use a name that it has in MLFLOW_TRACKING_URI, or give the server a certificate for '" + host
                + "'.";
    }

    private String unknownAuthority(Optional<X509Certificate[]> chain, String words) {
        String signer = chain.map(shown ->
                        " (" + shown[shown.length - 1].getIssuerX500Principal().getName() + ")")
                .orElse("");
        return tls.certificates() == null
                ? "Java does not know the authority" + signer + " of the server's certificate (" + words
                        + "). Name that authority's file in " + CERTIFICATES + "."
                : "the authorities in " + tls.certificates() + " (" + tls.variable()
                        + ") are not that of the server's certificate" + signer + ": " + words
                        + ". Add the right one to that file.";
    }

    /** What the other side said, or that it spoke no TLS. */
    private String withoutCertificate(String words) {
        String said = words.toLowerCase(Locale.ROOT);
        if (said.contains("unrecognized ssl message") || said.contains("not an ssl/tls record")) {
            return "what answers there speaks plain HTTP. Write http:// in place of https:// in MLFLOW_TRACKING_URI.";
        }
        if (said.contains("alert: certificate_required")
                || (tls.client() == null && (said.contains("bad_certificate") || said.contains("handshake_failure")))) {
            return "the server wants a client certificate (" + words + "). Name a PEM file with a key and a certificate"
                    + " that it accepts in " + CLIENT + ".";
        }
        if (tls.client() != null && said.contains("alert: ")) {
            return "the server does not accept the client certificate in " + tls.client() + " (" + words + ")"
                    + clientsTime() + ". Name one of an authority that the server knows in " + CLIENT + ".";
        }
        return words + ". If its certificate is not from a public authority, name that authority's file in "
                + CERTIFICATES + "; if the server asks for a client certificate, name yours in " + CLIENT
                + "; if it speaks plain HTTP, use http://.";
    }

    private String clientsTime() {
        return tls.clientEnd()
                .filter(end -> end.isBefore(Instant.now()))
                .map(end -> ", which ended at " + end)
                .orElse("");
    }

    private static Optional<X509Certificate> outOfTime(Optional<X509Certificate[]> chain) {
        return chain.stream()
                .flatMap(Arrays::stream)
                .filter(certificate -> {
                    try {
                        certificate.checkValidity();
                        return false;
                    } catch (CertificateException e) {
                        return true;
                    }
                })
                .findFirst();
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    /** The hosts that a certificate is for; the common name counts for none. */
    private static String names(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            List<String> hosts = all == null
                    ? List.of()
                    : all.stream()
                            .filter(name ->
                                    Objects.equals(name.get(0), DNS_NAME) || Objects.equals(name.get(0), IP_ADDRESS))
                            .map(name -> "'" + name.get(1) + "'")
                            .toList();
            return hosts.isEmpty() ? "no host at all (it has no subject alternative name)" : String.join(", ", hosts);
        } catch (CertificateParsingException e) {
            return "";
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
