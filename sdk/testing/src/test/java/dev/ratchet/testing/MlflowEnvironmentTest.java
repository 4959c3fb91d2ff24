/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts that stand for Python are shell scripts")
class MlflowEnvironmentTest {

    private static final String WORKING_PYTHON = """
            case "$1 $2" in
              "-c "*) echo 3.12.1 3 12 ;;
              "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo made >> "$(dirname "$0")/made" ;;
              "-m pip") cat "${9}" > /dev/null ;;
            esac
            """;

    @TempDir
    private Path directory;

    @Test
    void of_makesTheEnvironmentOnce() throws IOException {
        Map<String, String> environment = python(WORKING_PYTHON);

        List<Path> pythons = IntStream.range(0, 4)
                .parallel()
                .mapToObj(any -> MlflowEnvironment.of(MlflowGeneration.V3_17_2, directory, environment))
                .map(MlflowEnvironment::python)
                .distinct()
                .toList();

        assertThat(pythons).hasSize(1);
        assertThat(pythons.get(0).toString()).contains("mlflow-3.17.2-python-3.12.1-");
        assertThat(directory.resolve("made")).hasContent("made");
    }

    @Test
    void of_makesTheEnvironmentOnce_forManyProcesses() throws Exception {
        Map<String, String> environment = python(WORKING_PYTHON);
        List<Process> jvms = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                ProcessBuilder jvm = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                EnvironmentMaker.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
                jvm.environment().putAll(environment);
                jvms.add(jvm.start());
            }
            Set<String> pythons = new HashSet<>();
            for (Process jvm : jvms) {
                try (BufferedReader output = jvm.inputReader(UTF_8)) {
                    pythons.add(String.valueOf(output.readLine()));
                }
                assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(pythons).singleElement().asString().endsWith("python");
            assertThat(directory.resolve("made")).hasContent("made");
        } finally {
            jvms.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void of_makesTheEnvironmentAgain_whenItWasNotCompleted() throws IOException {
        Map<String, String> environment = python(WORKING_PYTHON);
        Path python = MlflowEnvironment.of(MlflowGeneration.V3_17_2, directory, environment)
                .python();
        Files.delete(python.resolveSibling("../complete"));

        MlflowEnvironment.of(MlflowGeneration.V3_17_2, directory, environment);

        assertThat(directory.resolve("made")).hasContent("made\nmade");
    }

    @Test
    void of_endsWithPipsWords_whenPipFails() throws IOException {
        Map<String, String> environment = python(WORKING_PYTHON.replace("cat ", "echo no such package >&2; exit 3; "));

        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() -> MlflowEnvironment.of(MlflowGeneration.V2_22_5, directory, environment))
                .withMessageContaining("pip failed with code 3")
                .withMessageContaining("MLflow 2.22.5")
                .withMessageContaining("no such package");
    }

    @Test
    void of_saysWhatToInstall_whenThereIsNoPython() {
        Map<String, String> environment =
                Map.of("RATCHET_PYTHON", directory.resolve("none").toString());

        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() -> MlflowEnvironment.of(MlflowGeneration.V3_17_2, directory, environment))
                .withMessageContaining("no usable Python")
                .withMessageContaining("python3-venv");
    }

    @Test
    void of_saysWhatIsNeeded_whenPythonIsTooOld() throws IOException {
        Map<String, String> environment = python("echo 3.9.2 3 9");

        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() -> MlflowEnvironment.of(MlflowGeneration.V3_17_2, directory, environment))
                .withMessageContaining("is 3.9.2")
                .withMessageContaining("3.11 or later");
    }

    @Test
    void of_saysWhatIsMissing_whenPythonHasNoVenv() throws IOException {
        Map<String, String> environment = python("echo \"ModuleNotFoundError: No module named 'venv'\" >&2; exit 1");

        assertThatExceptionOfType(RatchetException.class)
                .isThrownBy(() -> MlflowEnvironment.of(MlflowGeneration.V3_17_2, directory, environment))
                .withMessageContaining("No module named 'venv'");
    }

    @Test
    void cache_isWhereTheVariableSays_elseInTheHome() {
        assertThat(MlflowEnvironment.cache(Map.of("RATCHET_CACHE", directory.toString())))
                .isEqualTo(directory);
        assertThat(MlflowEnvironment.cache(Map.of("RATCHET_CACHE", " ")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "ratchet"));
    }

    private Map<String, String> python(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("python3"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("RATCHET_PYTHON", file.toString());
        return environment;
    }
}
