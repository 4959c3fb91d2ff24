/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.djl;

import javax.tools.ToolProvider;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Code that is compiled in a test, so that it is on no class path but those that the test gives it to. */
final class Compiled {

    private Compiled() {}

    /** Compiles a class without a package; the directory of the class file. */
    static Path classes(Path directory, String name, String source) throws IOException {
        Path file = Files.createDirectories(directory).resolve(name + ".java");
        Files.writeString(file, source);
        int result = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        directory.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(result).isZero();
        Files.delete(file);
        return directory;
    }

    /** A jar of one compiled class. */
    static Path jar(Path directory, String name, String source) throws IOException {
        Path classes = classes(directory, name, source);
        Path jar = directory.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(name + ".class"));
            Files.copy(classes.resolve(name + ".class"), entries);
        }
        Files.delete(classes.resolve(name + ".class"));
        return jar;
    }

    /** What this test runs with, without its own classes and without the entries that have one of these words. */
    static List<String> classPathWithout(String... words) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .filter(entry -> Arrays.stream(words).noneMatch(entry::contains))
                .toList();
    }

    /** Runs a class in another Java; its output, and its errors where they are. */
    static String run(Path folder, List<String> classPath, String... command) throws Exception {
        Path out = folder.resolve("out.txt");
        java.util.ArrayList<String> all = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath)));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }
}
