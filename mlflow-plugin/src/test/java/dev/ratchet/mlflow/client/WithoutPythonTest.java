/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.mlflow.JavaProgram;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** In a process that finds no program: the official client cannot move artifacts there. */
class WithoutPythonTest {

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = ChosenServer.shared();

    @TempDir
    private Path folder;

    @Test
    void artifacts_moveWithoutPython() throws Exception {
        assertThat(run("ratchet")).contains("listed 2 downloaded true true processes 0");
    }

    @Test
    void stockClient_needsPython() throws Exception {
        assertThat(run("stock")).contains("MlflowClientException").doesNotContain("listed");
    }

    private String run(String client) throws IOException, InterruptedException {
        String run;
        String model = Given.unique("model");
        try (RatchetMlflowClient setUp = Given.client(MLFLOW.uri())) {
            run = setUp.createRun("0").getRunId();
            Path files = Given.files(folder.resolve("model"), MLFLOW.server());
            setUp.logArtifacts(run, files.toFile(), "up");
            setUp.sendPost("registered-models/create", "{\"name\": \"" + model + "\"}");
            setUp.sendPost(
                    "model-versions/create",
                    "{\"name\": \"%s\", \"source\": \"runs:/%s/up\", \"run_id\": \"%s\"}".formatted(model, run, run));
        }
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = JavaProgram.of(
                        WithoutPython.class,
                        List.of("-Djava.io.tmpdir=" + folder),
                        client,
                        MLFLOW.uri().toString(),
                        run,
                        model,
                        folder.resolve("model").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("nothing").toString());
        // Without it Java could not name the files beyond ASCII.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
