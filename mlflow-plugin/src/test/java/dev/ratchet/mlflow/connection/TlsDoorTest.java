/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.Ratchet;
import dev.ratchet.RatchetBuilder;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServerExtension;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.tracking.MlflowClientException;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real server behind TLS with an authority that Java does not know, and what goes wrong there. */
class TlsDoorTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private static Path folder;

    @TempDir
    private Path own;

    private static Authority authority;
    private static Path known;
    private static FrontDoor open;
    private static FrontDoor guarded;

    @BeforeAll
    static void start() throws Exception {
        authority = Authority.make(folder);
        authority.sign("server", "-ext", "SAN=ip:127.0.0.1,dns:mlflow.example", "-validity", "2");
        authority.sign("client", "-validity", "2");
        authority.sign("ended", "-ext", "SAN=ip:127.0.0.1", "-startdate", "-9d", "-validity", "4");
        authority.sign("later", "-ext", "SAN=ip:127.0.0.1", "-startdate", "+5d", "-validity", "9");
        known = authority.certificate("authority");
        open = FrontDoor.https(authority.server("server"), false, FrontDoor.passOn(MLFLOW.uri(), ""));
        guarded = FrontDoor.https(authority.server("server"), true, FrontDoor.passOn(MLFLOW.uri(), ""));
    }

    @AfterAll
    static void stop() {
        open.close();
        guarded.close();
    }

    private RatchetBuilder ratchet(FrontDoor door) {
        return Round.ratchet(door.uri(), own);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            URI address, UnaryOperator<RatchetBuilder> settings) {
        return assertThatThrownBy(() -> {
                    try (Ratchet ratchet =
                            settings.apply(Round.ratchet(address, own)).open()) {
                        throw new AssertionError("opened " + ratchet.stores().target());
                    }
                })
                .isInstanceOf(MisconfiguredException.class);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String alias, Path trusted) throws Exception {
        try (FrontDoor door = FrontDoor.https(authority.server(alias), false, FrontDoor.passOn(MLFLOW.uri(), ""))) {
            return assertRefused(door.uri(), settings -> settings.serverCertificates(trusted));
        }
    }

    @Test
    void privateAuthority_isTrusted_whenItsFileIsNamed() throws Exception {
        Round.with(ratchet(open).serverCertificates(known), own);
        Round.with(
                Round.client(open.uri(), own)
                        .set("MLFLOW_TRACKING_SERVER_CERT_PATH", known.toString())
                        .build(),
                own);
    }

    @Test
    void clientCertificate_isShown_whenItsFileIsNamed() throws Exception {
        Path pair = authority.pair("client");
        Round.with(ratchet(guarded).serverCertificates(known).clientCertificate(pair), own);
        Round.with(
                Round.client(guarded.uri(), own)
                        .set("MLFLOW_TRACKING_SERVER_CERT_PATH", known.toString())
                        .set("MLFLOW_TRACKING_CLIENT_CERT_PATH", pair.toString())
                        .build(),
                own);
    }

    @Test
    void unknownAuthority_isNamed_withTheVariableThatTakesItsFile() {
        assertRefused(open.uri(), settings -> settings)
                .hasMessageContainingAll("No TLS connection", "MLFLOW_TRACKING_SERVER_CERT_PATH");
        assertThatThrownBy(() -> Round.with(Round.client(open.uri(), own).build(), own))
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("MLFLOW_TRACKING_SERVER_CERT_PATH");
    }

    @Test
    void otherAuthoritysFile_isNamed() throws Exception {
        Path other = authority.certificate("client");
        assertRefused(open.uri(), settings -> settings.serverCertificates(other))
                .hasMessageContainingAll(
                        other.toString(), "MLFLOW_TRACKING_SERVER_CERT_PATH", "CN=authority", "Add the right one");
    }

    @Test
    void endedCertificate_isRefused_withItsEnd_alsoWhereItIsItselfTrusted() throws Exception {
        assertRefused("ended", known).hasMessageContainingAll("'CN=ended' ended at 20", "renewed on the server");
        assertRefused("ended", authority.certificate("ended"))
                .hasMessageContainingAll("'CN=ended' ended at 20", "renewed on the server");
    }

    @Test
    void certificateOfLater_isRefused_withTheClock() throws Exception {
        assertRefused("later", known).hasMessageContainingAll("'CN=later' begins at 20", "clock");
    }

    @Test
    void otherHost_isRefused_withTheNamesOfTheCertificate() {
        assertRefused(open.uri("localhost", ""), settings -> settings.serverCertificates(known))
                .hasMessageContainingAll(
                        "is for '127.0.0.1', 'mlflow.example', not for 'localhost'", "MLFLOW_TRACKING_URI");
    }

    @Test
    void missingClientCertificate_isAskedFor() {
        assertRefused(guarded.uri(), settings -> settings.serverCertificates(known))
                .hasMessageContainingAll("wants a client certificate", "MLFLOW_TRACKING_CLIENT_CERT_PATH");
    }

    @Test
    void clientCertificateThatTheServerDoesNotTake_isNamed() throws Exception {
        Path ended = authority.pair("ended");
        assertRefused(
                        guarded.uri(),
                        settings -> settings.serverCertificates(known).clientCertificate(ended))
                .hasMessageContainingAll(
                        "does not accept the client certificate in " + ended,
                        "which ended at 20",
                        "MLFLOW_TRACKING_CLIENT_CERT_PATH");
    }

    @Test
    void plainServer_isTold_whenTheAddressSaysHttps() {
        assertRefused(
                        URI.create(MLFLOW.uri().toString().replace("http:", "https:")),
                        settings -> settings.serverCertificates(known))
                .hasMessageContainingAll("speaks plain HTTP", "http:// in place of https://");
    }
}
