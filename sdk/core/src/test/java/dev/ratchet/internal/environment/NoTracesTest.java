/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks from another process, whose home directory is empty, and finds that nothing was written. */
class NoTracesTest {

    @TempDir
    Path directory;

    /** What the other process runs. */
    static final class Look {
        public static void main(String[] arguments) {
            CodeVersion version = WorkTree.read(Path.of(arguments[0]), Duration.ofMinutes(1));
            System.out.println(version.commit() + " " + version.dirty());
        }
    }

    @Test
    void detect_writesNothing_andStartsNoGit() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path tree = Files.createDirectory(directory.resolve("tree"));
        String commit = Repositories.withCommit(tree);
        Files.writeString(tree.resolve("a.txt"), "b\n");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path started = directory.resolve("git-was-started");
        Path git = Files.writeString(bin.resolve("git"), "#!/bin/sh\necho $* > '" + started + "'\n");
        assertThat(git.toFile().setExecutable(true)).isTrue();
        Map<String, String> before = listing(tree);

        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Look.class.getName(),
                tree.toString()));
        builder.environment().remove("XDG_CONFIG_HOME");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", bin.toString());
        builder.redirectError(directory.resolve("errors").toFile());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).as(Files.readString(directory.resolve("errors"))).contains(commit + " true");
        assertThat(listing(home)).isEmpty();
        assertThat(listing(tree)).isEqualTo(before);
        assertThat(started).doesNotExist();
    }

    private static Map<String, String> listing(Path root) throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(p -> !p.equals(root)).toList()) {
                listing.put(
                        root.relativize(path).toString(),
                        Files.getLastModifiedTime(path) + " " + Files.isDirectory(path) + " " + Files.size(path));
            }
        }
        return listing;
    }
}
