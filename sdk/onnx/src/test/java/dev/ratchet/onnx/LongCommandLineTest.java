/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.onnx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Class paths make long command lines, and ONNX Runtime 1.29.0 on Linux ends a JVM with one. */
class LongCommandLineTest {

    @TempDir
    Path directory;

    /** The child's program. */
    public static void main(String[] arguments) {
        OnnxCheck.against((rows, count) -> new float[count][3], (random, count) -> new float[2 * count])
                .run(OnnxModel.of(OnnxGraphTest.linear()));
    }

    @Test
    void model_scores_whenTheCommandLineIsLong() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongCommandLineTest.class.getName(),
                        "x".repeat(10_000))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }
}
