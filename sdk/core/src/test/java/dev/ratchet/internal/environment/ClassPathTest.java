/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import static org.assertj.core.api.Assertions.assertThat;

class ClassPathTest {

    @TempDir
    Path directory;

    private List<Artifact> read(Object... entries) {
        String classPath = Stream.of(entries).map(Object::toString).collect(Collectors.joining(File.pathSeparator));
        return ClassPath.read(classPath, directory);
    }

    @Test
    void read_takesVersionsFromFileNames_withoutOpeningThem() {
        assertThat(read(
                        "/m2/repository/ai/djl/api/0.36.0/api-0.36.0.jar",
                        "/g/files-2.1/ml.dmlc/xgboost4j_2.12/3.0.4/abc/xgboost4j_2.12-3.0.4.jar",
                        "lib/arrow-vector-18.3.0-linux-x86_64.jar",
                        "lib/arrow-vector-18.3.0-linux-x86_64.jar",
                        ""))
                .containsExactly(
                        new Artifact("ai.djl", "api", "0.36.0", null),
                        new Artifact("ml.dmlc", "xgboost4j_2.12", "3.0.4", null),
                        new Artifact(null, "arrow-vector", "18.3.0-linux-x86_64", null))
                .allMatch(Artifact::notable);
    }

    @Test
    void read_namesDirectories_relativeToWhereTheProgramRuns() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("target/classes"));

        assertThat(read(classes, "target/classes/", "missing"))
                .containsExactly(new Artifact(null, "target/classes", null, null));
    }

    @Test
    void read_opensJarsWithoutAVersion() throws IOException {
        jar(
                "app.jar",
                Map.of(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nImplementation-Version: 7\nClass-Path: lib/other-2.0.jar http://x.example/\n",
                        "META-INF/maven/ml.dmlc/xgboost4j_2.12/pom.properties",
                        "version=3.0.4\n",
                        "BOOT-INF/lib/onnxruntime-1.22.0.jar",
                        ""));

        assertThat(read("app.jar"))
                .containsExactly(
                        new Artifact(null, "app.jar", "7", null),
                        new Artifact(null, "onnxruntime", "1.22.0", "app.jar"),
                        new Artifact("ml.dmlc", "xgboost4j_2.12", "3.0.4", "app.jar"),
                        new Artifact(null, "other", "2.0", null));
    }

    @Test
    void read_looksThroughTheJarsOfLaunchers() throws IOException {
        jar(
                "surefirebooter1.jar",
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: a-1.jar surefirebooter1.jar\n"));

        assertThat(read("surefirebooter1.jar")).containsExactly(new Artifact(null, "a", "1", null));
    }

    @Test
    void read_survivesWhatIsNoJar() throws IOException {
        Files.writeString(directory.resolve("broken.jar"), "rubbish");

        assertThat(read("broken.jar", "missing.jar", "\u0000"))
                .containsExactly(new Artifact(null, "broken.jar", null, null));
    }

    private void jar(String name, Map<String, String> entries) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
