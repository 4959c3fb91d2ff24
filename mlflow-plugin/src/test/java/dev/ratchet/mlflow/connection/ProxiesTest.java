/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.connection;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.mlflow.JavaProgram;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.MlflowServerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.tracking.MlflowClientException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A real server behind a company's proxy, by http and by https, and one that does not know its own name. */
class ProxiesTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    @TempDir
    private static Path folder;

    private static Path known;
    private static FrontDoor tls;

    @TempDir
    private Path own;

    @BeforeAll
    static void start() throws Exception {
        Authority authority = Authority.make(folder);
        authority.sign("server", "-ext", "SAN=ip:127.0.0.1", "-validity", "2");
        known = authority.certificate("authority");
        tls = FrontDoor.https(authority.server("server"), false, FrontDoor.passOn(MLFLOW.uri(), ""));
    }

    @AfterAll
    static void stop() {
        tls.close();
    }

    @Test
    void http_goesThroughTheProxy() throws Exception {
        CompanyProxy proxy = new CompanyProxy("", Map.of());
        try (FrontDoor door = FrontDoor.http(proxy)) {
            Round.with(Round.ratchet(MLFLOW.uri(), own).proxy(door.uri()), own);
            int ratchets = proxy.passed().size();
            assertThat(ratchets).isGreaterThan(10);
            Round.with(
                    Round.client(MLFLOW.uri(), own)
                            .set("HTTP_PROXY", door.uri().toString())
                            .build(),
                    own);
            assertThat(proxy.passed()).hasSizeGreaterThan(ratchets + 5);
        }
    }

    @Test
    void http_goesThroughAProxyThatWantsAPassword() throws Exception {
        CompanyProxy proxy = new CompanyProxy("ann:top:secret", Map.of());
        try (FrontDoor door = FrontDoor.http(proxy)) {
            URI right = URI.create("http://ann:top%3Asecret@" + door.authority());
            Round.with(Round.ratchet(MLFLOW.uri(), own).proxy(right), own);
            Round.with(
                    Round.client(MLFLOW.uri(), own)
                            .set("HTTP_PROXY", right.toString())
                            .build(),
                    own);
            int before = proxy.passed().size();
            assertThat(before).isGreaterThan(10);

            assertThatThrownBy(() ->
                            Round.ratchet(MLFLOW.uri(), own).proxy(door.uri()).open())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll("407", "wants credentials", door.authority(), "user:password@host:port");
            assertThatThrownBy(() -> Round.with(
                            Round.client(MLFLOW.uri(), own)
                                    .set("HTTP_PROXY", "http://ann:other-word@" + door.authority())
                                    .build(),
                            own))
                    .isInstanceOf(MlflowClientException.class)
                    .hasMessageContainingAll("407", "did not accept", "HTTP_PROXY")
                    .hasMessageNotContaining("other-word");
            assertThat(proxy.passed()).hasSize(before);
        }
    }

    @Test
    void https_goesThroughATunnel() throws Exception {
        CompanyProxy proxy = new CompanyProxy("", Map.of());
        try (FrontDoor door = FrontDoor.http(proxy)) {
            Round.with(Round.ratchet(tls.uri(), own).serverCertificates(known).proxy(door.uri()), own);
            Round.with(
                    Round.client(tls.uri(), own)
                            .set("MLFLOW_TRACKING_SERVER_CERT_PATH", known.toString())
                            .set("HTTPS_PROXY", door.uri().toString())
                            .build(),
                    own);
            assertThat(proxy.passed()).isNotEmpty().containsOnly("CONNECT " + tls.authority());
        }
    }

    /** In a process of its own, as Java reads the property when it first makes a client. */
    private String inAProcess(URI proxy, String... options) throws Exception {
        Path out = own.resolve("out.txt");
        ProcessBuilder builder = JavaProgram.of(
                        RoundProgram.class, List.of(options), tls.uri().toString(), own.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("HTTPS_PROXY", proxy.toString());
        builder.environment().put("MLFLOW_TRACKING_SERVER_CERT_PATH", known.toString());
        Process program = builder.start();
        try {
            assertThat(program.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return Files.readString(out);
    }

    @Test
    void https_goesThroughAProxyThatWantsAPassword_whereJavaMaySendIt() throws Exception {
        CompanyProxy proxy = new CompanyProxy("ann:top:secret", Map.of());
        try (FrontDoor door = FrontDoor.http(proxy)) {
            URI right = URI.create("http://ann:top%3Asecret@" + door.authority());
            String option = "-Djdk.http.auth.tunneling.disabledSchemes=";
            assertThat(inAProcess(right, option)).contains("round ").doesNotContain("secret");
            assertThat(proxy.passed()).isNotEmpty().containsOnly("CONNECT " + tls.authority());
            assertThat(inAProcess(right)).contains("HTTPS_PROXY", option).doesNotContain("secret");
        }
    }

    /** Which is what happens behind a proxy that knows the server by a name of its own. */
    @Test
    void nameThatTheServerRefuses_isTold_andTheTextOfTheMessageMendsIt() throws Exception {
        URI name = URI.create("http://mlflow.example:5000");
        String said = refused(name);
        assertThat(said).contains("refuses requests that call it 'mlflow.example:5000'", "--allowed-hosts \"");
        Matcher value = Pattern.compile("--allowed-hosts \"([^\"]+)\"").matcher(said);
        assertThat(value.find()).isTrue();

        MlflowServerOptions options = MlflowServerOptions.of(MlflowGeneration.V3_17_2)
                .withAllowedHosts(value.group(1).split(",", -1));
        try (MlflowServer mended = MlflowServer.start(options);
                FrontDoor door = FrontDoor.http(new CompanyProxy("", Map.of("mlflow.example", mended.uri())))) {
            Round.with(Round.ratchet(name, own).proxy(door.uri()), own);
            Round.with(
                    Round.client(name, own)
                            .set("HTTP_PROXY", door.uri().toString())
                            .build(),
                    own);
        }
    }

    private String refused(URI name) {
        try (FrontDoor door = FrontDoor.http(new CompanyProxy("", Map.of("mlflow.example", MLFLOW.uri())))) {
            Throwable refusal = catchThrowable(
                    () -> Round.ratchet(name, own).proxy(door.uri()).open());
            assertThat(refusal).isInstanceOf(MisconfiguredException.class);
            return String.valueOf(refusal.getMessage());
        }
    }
}
