/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One command run to its end, its output caught in files so that no pipe can block it. */
record Subprocess(int exitCode, String output, String errors) {

    /**
     * Runs a command and waits.
     *
     * @param what names the command in messages
     * @throws RatchetException if it cannot be started or does not end in time
     */
    static Subprocess run(
            String what, Duration limit, Map<String, String> environment, String input, List<String> command) {
        try {
            Path directory = Files.createTempDirectory("ratchet-command-");
            try {
                return run(what, limit, environment, input, command, directory);
            } finally {
                Directories.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory for " + what, e);
        }
    }

    private static Subprocess run(
            String what,
            Duration limit,
            Map<String, String> environment,
            String input,
            List<String> command,
            Path directory)
            throws IOException {
        Path in = Files.writeString(directory.resolve(".input"), input);
        Path out = directory.resolve(".output");
        Path err = directory.resolve(".errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            // The whole message repeats the command and the working directory.
            String reason = String.valueOf(e.getMessage()).replaceFirst("(?s).*: ", "");
            throw new RatchetException("cannot start " + what + " (" + reason + ")", e);
        }
        if (!ended(process, limit)) {
            throw new RatchetException(
                    what + " did not end within " + limit.toSeconds() + " s and was stopped" + tail(err, 30));
        }
        return new Subprocess(process.exitValue(), text(out), text(err));
    }

    private static boolean ended(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RatchetException("interrupted while waiting for a command", e);
        } finally {
            try (Stream<ProcessHandle> children = process.descendants()) {
                children.forEach(ProcessHandle::destroyForcibly);
            }
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The last lines of a log for a message, with a heading; says so when there are none. */
    static String tail(Path log, int lines) {
        try {
            return Files.exists(log) ? tail(text(log), lines) : tail("", lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** The last lines of a text for a message. */
    static String tail(String text, int lines) {
        List<String> all = text.strip().lines().toList();
        if (all.isEmpty()) {
            return "; it wrote nothing";
        }
        List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
        return "; its last lines:\n  " + String.join("\n  ", last);
    }
}
