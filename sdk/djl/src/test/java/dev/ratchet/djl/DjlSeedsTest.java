/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class DjlSeedsTest {

    @TempDir
    Path directory;

    @Test
    void set_makesTrainingsRepeatable_inOneJvmAndInAnother() throws Exception {
        String first = SeededTraining.digest(directory.resolve("first"), 42);

        assertThat(SeededTraining.digest(directory.resolve("second"), 42)).isEqualTo(first);
        assertThat(SeededTraining.digest(directory.resolve("third"), 43)).isNotEqualTo(first);
        assertThat(inAnotherJvm(42)).isEqualTo("digest " + first);
    }

    private String inAnotherJvm(int seed) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SeededTraining.class.getName(),
                        directory.resolve("child").toString(),
                        String.valueOf(seed)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(text).contains("digest ");
        return text.lines()
                .filter(line -> line.startsWith("digest "))
                .findFirst()
                .orElseThrow();
    }
}
