/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import dev.ratchet.testing.MlflowServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A real server that wants credentials and is particular about its name. */
class DoctorAccessTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(
            MlflowServerOptions.of(MlflowGeneration.V3_17_2).withBasicAuth().withAllowedHosts("127.0.0.1:*"));

    @TempDir
    Path directory;

    private Findings doctor(String uri, String password) {
        return new Findings(Called.with(
                Map.of("MLFLOW_TRACKING_USERNAME", MlflowServer.ADMIN_USER, "MLFLOW_TRACKING_PASSWORD", password),
                "doctor",
                "--json",
                // Of a busy machine.
                "--timeout",
                "60",
                "--store",
                directory.resolve("store").toString(),
                "--tracking-uri",
                uri));
    }

    @Test
    void rightCredentials_areWell() {
        Findings findings = doctor(MLFLOW.uri().toString(), MlflowServer.ADMIN_PASSWORD);

        assertThat(findings.called().exitCode()).as(findings.called().out()).isZero();
        assertThat(findings.severity("server.access")).isEqualTo("ok");
        assertThat(findings.severity("server.artifacts")).isEqualTo("ok");
        assertThat(findings.text("connection"))
                .contains("user name 'admin' and a password", "variable MLFLOW_TRACKING_PASSWORD");
        assertThat(findings.called().out()).doesNotContain(MlflowServer.ADMIN_PASSWORD);
    }

    @Test
    void wrongCredentials_areAFinding() {
        Findings findings = doctor(MLFLOW.uri().toString(), "wrong-password");

        assertThat(findings.called().exitCode()).isEqualTo(Cli.FAILED);
        assertThat(findings.severity("server.credentials")).isEqualTo("problem");
        assertThat(findings.text("server.credentials")).contains("401", "MLFLOW_TRACKING_USERNAME");
        assertThat(findings.called().out()).doesNotContain("wrong-password");
    }

    @Test
    void refusedHost_isAFinding() {
        String uri = "http://localhost:" + MLFLOW.uri().getPort();

        Findings findings = doctor(uri, MlflowServer.ADMIN_PASSWORD);

        assertThat(findings.called().exitCode()).isEqualTo(Cli.FAILED);
        assertThat(findings.severity("server.host")).isEqualTo("problem");
        assertThat(String.valueOf(findings.of("server.host").get("fix")))
                .contains("--allowed-hosts \"localhost:" + MLFLOW.uri().getPort());
    }
}
