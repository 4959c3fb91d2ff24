/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MlflowServerEndTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    private static Process jvm;

    /** Begun before the tests, so that its server starts while theirs do. */
    @BeforeAll
    static void hold() throws IOException {
        jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerHolder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @AfterAll
    static void end() {
        jvm.destroyForcibly();
    }

    @Test
    void start_leavesNoProcessAndNoFile_whenItsJvmIsKilled() throws IOException {
        try (BufferedReader output = jvm.inputReader(UTF_8)) {
            Path directory = Path.of(output.readLine());
            List<ProcessHandle> group = jvm.descendants().toList();
            // The supervisor, the server and its worker.
            assertThat(group).hasSizeGreaterThanOrEqualTo(3);
            assertThat(directory).isDirectory();

            jvm.destroyForcibly();

            await().atMost(LIMIT).until(() -> group.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(directory).doesNotExist();
        }
    }

    @Test
    void shared_isOnePerBuild_andEndsWithIt() throws IOException {
        Process build = new ProcessBuilder(MLFLOW.server().python().toString(), "-c", "input()").start();
        try {
            MlflowServerOptions options = MlflowServerOptions.of(MlflowGeneration.V3_17_2);
            MlflowServer first = SharedServers.get(options, build.toHandle());
            MlflowServer second = SharedServers.get(options, build.toHandle());
            assertThat(second.uri()).isEqualTo(first.uri()).isNotEqualTo(MLFLOW.uri());
            assertThat(first.answers()).isTrue();

            build.destroyForcibly();

            await().atMost(LIMIT).until(() -> !Files.exists(first.log().getParent()));
            assertThat(first.answers()).isFalse();
        } finally {
            build.destroyForcibly();
        }
    }
}
