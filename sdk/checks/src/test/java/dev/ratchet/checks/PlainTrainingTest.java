/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.checks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Training from a plain matrix needs neither tables nor the libraries and the flag that they need. */
@Timeout(120)
class PlainTrainingTest {

    private static final List<String> NOT_NEEDED = List.of("arrow", "duckdb", "ratchet-data", "flatbuffers");

    @TempDir
    Path folder;

    private static boolean isNeeded(String entry) {
        Path path = Path.of(entry);
        Path sdk = Repository.ROOT.toAbsolutePath().resolve("sdk");
        // The manifest of the command's jar names all others.
        boolean tables = path.startsWith(sdk.resolve("data")) || path.startsWith(sdk.resolve("cli"));
        String name = String.valueOf(path.getFileName());
        return !tables && NOT_NEEDED.stream().noneMatch(name::contains);
    }

    @Test
    void plainMatrix_trains_withoutArrowAndDuckDb_andWithoutFlags() throws Exception {
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        List<String> needed = all.stream().filter(PlainTrainingTest::isNeeded).toList();
        assertThat(all.stream().filter(entry -> !isNeeded(entry)))
                .as("what is left out")
                .hasSizeGreaterThanOrEqualTo(NOT_NEEDED.size());
        Path out = folder.resolve("out");
        Path classes = folder.resolve("classes");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        String.join(File.pathSeparator, needed),
                        PlainTraining.class.getName(),
                        folder.resolve("store").toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        // Flags of the one who builds would hide that one is needed.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(out))
                .contains(PlainTraining.TRAINED, PlainTraining.PROMOTED)
                .contains("needs dev.ratchet:ratchet-data on the class path", "'predictions: leave-out'");
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(classes))
                .contains("ml.dmlc.xgboost4j.java.DMatrix")
                .doesNotContain("org.apache.arrow", "org.duckdb", "dev.ratchet.data.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdk/core", "mlflow-plugin", "sdk/xgboost", "sdk/djl", "sdk/onnx"})
    void modulesThatTrain_dependOnNoTables(String module) {
        assertThat(Repository.texts(Repository.pom(module), "dependencies", "dependency", "artifactId"))
                .doesNotContain("ratchet-data", "arrow-vector", "duckdb_jdbc");
    }
}
