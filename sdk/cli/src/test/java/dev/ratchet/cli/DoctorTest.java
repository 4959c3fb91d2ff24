/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.Ratchet;
import dev.ratchet.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorTest {

    @TempDir
    Path directory;

    private Findings doctor(String uri) {
        return new Findings(Called.of("doctor", "--json", "--store", store().toString(), "--tracking-uri", uri));
    }

    private Path store() {
        return directory.resolve("store");
    }

    private static void assertProblem(Findings findings, String id) {
        assertThat(findings.called().exitCode()).isEqualTo(Cli.FAILED);
        assertThat(findings.called().json()).containsEntry("healthy", false);
        assertThat(findings.severity(id)).isEqualTo("problem");
        assertThat(findings.of(id))
                .allSatisfy((field, value) -> assertThat(value.toString()).isNotBlank());
    }

    @Test
    void doctor_isContent_withoutAServer_andMakesNothing() {
        Called called =
                Called.with(Map.of("MLFLOW_TRACKING_PASSWORD", "s3cret-word"), "doctor", "--store", store().toString());

        assertThat(called.exitCode()).isZero();
        assertThat(called.out())
                .contains("server.none", "MLFLOW_TRACKING_PASSWORD", "fix: export MLFLOW_TRACKING_URI", "All is well.")
                .doesNotContain("s3cret-word");
        assertThat(store()).doesNotExist();
    }

    @Test
    void doctor_isContent_withAHealthyServer() {
        try (FakeMlflow server = new FakeMlflow()) {
            Findings findings = doctor(server.uri().toString());

            assertThat(findings.called().exitCode()).as(findings.called().out()).isZero();
            assertThat(findings.severity("server.access")).isEqualTo("ok");
            assertThat(findings.severity("server.clock")).isEqualTo("ok");
            assertThat(findings.severity("server.artifacts")).isEqualTo("ok");
            assertThat(String.valueOf(findings.called().json().get("server"))).contains("3.17.2", "logged_models=true");
        }
    }

    @Test
    void settingsThatCannotWork_areAFinding() {
        Findings findings = doctor("sqlite:///mlflow.db");

        assertProblem(findings, "server.settings");
        assertThat(findings.text("server.settings")).contains("sqlite", "mlflow server");
        assertThat(findings.has("store")).isTrue();
    }

    @Test
    void serverThatIsDown_isAFinding() {
        Findings findings = doctor("http://127.0.0.1:1");

        assertProblem(findings, "server.unreachable");
        assertThat(findings.text("server.unreachable")).contains("127.0.0.1:1", "mlflow server", "ratchet sync");
    }

    @Test
    @Timeout(20)
    void serverThatNeverAnswers_isAFindingSoon() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertProblem(doctor("http://127.0.0.1:" + silent.getLocalPort()), "server.unreachable");
        }
    }

    @Test
    void anotherProduct_isAFinding() {
        try (FakeMlflow server = new FakeMlflow().isAnotherProduct()) {
            Findings findings = doctor(server.uri().toString());

            assertProblem(findings, "server.address");
            assertThat(findings.text("server.address")).contains("is not MLflow");
        }
    }

    @Test
    void missingPermission_isAFinding() {
        try (FakeMlflow server = new FakeMlflow().on("/api/2.0/mlflow/experiments/search", 403, "Permission denied")) {
            Findings findings = doctor(server.uri().toString());

            assertProblem(findings, "server.permission");
            assertThat(findings.text("server.permission")).contains("Permission denied", "administrator");
        }
    }

    @Test
    void clockThatIsWrong_isAFinding() {
        try (FakeMlflow server = new FakeMlflow().clockAhead(Duration.ofMinutes(3))) {
            Findings findings = doctor(server.uri().toString());

            assertThat(findings.called().exitCode()).isZero();
            assertThat(findings.severity("server.clock")).isEqualTo("warning");
            assertThat(findings.text("server.clock"))
                    .containsPattern("(3m 0|2m 5)")
                    .contains("ahead", "timedatectl");
        }
    }

    @Test
    void serverThatPassesNoArtifactsOn_isAFinding() {
        try (FakeMlflow server = new FakeMlflow()
                .on("/api/2.0/mlflow-artifacts/artifacts", 503, "disabled due to --no-serve-artifacts")) {
            Findings findings = doctor(server.uri().toString());

            assertProblem(findings, "server.artifacts");
            assertThat(findings.text("server.artifacts")).contains("--serve-artifacts");
        }
    }

    @Test
    void experimentWhoseArtifactsGoAroundTheServer_isAFinding() {
        try (FakeMlflow server = new FakeMlflow()
                .on(
                        "/api/2.0/mlflow/runs/search",
                        200,
                        "{\"runs\": [{\"info\": {\"run_id\": \"a\", \"experiment_id\": \"1\", \"status\": \"FINISHED\","
                                + " \"start_time\": 1, \"artifact_uri\": \"gs://bucket/1/a\"}, \"data\": {}}]}")) {
            Findings findings = doctor(server.uri().toString());

            assertProblem(findings, "server.artifacts");
            assertThat(findings.text("server.artifacts"))
                    .contains("gs://bucket/1/a", "ArtifactStoreProvider", "new experiment");
        }
    }

    @Test
    void storeThatCannotBeWritten_isAFinding() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        Findings findings = new Findings(Called.of(
                "doctor", "--json", "--local", "--store", file.resolve("store").toString()));

        assertProblem(findings, "store");
        assertThat(findings.text("store")).contains("not a directory", "RATCHET_HOME");
    }

    @Test
    void deadWriters_areAFinding_andSyncEndsThem() throws IOException {
        Path source = directory.resolve("source");
        try (Ratchet ratchet = Called.ratchet(source)) {
            Run open = ratchet.experiment("e").start("left open");
            open.logMetric("loss", 1);
            copy(source, store());
            open.close();
        }

        Findings before = doctorLocal();
        Called sync = Called.of("sync", "--local", "--store", store().toString());
        Findings after = doctorLocal();

        assertThat(before.severity("runs.dead-writer")).isEqualTo("warning");
        assertThat(before.text("runs.dead-writer")).contains("'left open'", "ratchet sync --store");
        assertThat(sync.exitCode()).isZero();
        assertThat(sync.out()).contains("left open", "KILLED", "its writer died");
        assertThat(after.has("runs.dead-writer")).isFalse();
    }

    @Test
    void runsThatWait_areAFinding_whenAServerIsSet() {
        try (Ratchet ratchet = Called.ratchet(store())) {
            ratchet.experiment("e").run("waits", run -> {
                run.logParam("a", 1);
                run.logText("x", "x.txt");
                return "";
            });
        }

        Findings findings = doctor("http://127.0.0.1:1");

        assertThat(findings.text("runs.waiting")).contains("'waits'", "1 value", "2 files", "ratchet sync");
        assertThat(doctorLocal().has("runs.waiting")).isFalse();
    }

    private Findings doctorLocal() {
        return new Findings(Called.with(new HashMap<>(), "doctor", "--local", "--json", "--store", store().toString()));
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
    }
}
