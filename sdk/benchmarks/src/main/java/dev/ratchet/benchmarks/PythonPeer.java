/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.testing.MlflowEnvironment;
import dev.ratchet.testing.MlflowGeneration;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A Python process that stays and does the work of a word when it is asked, so that rounds can alternate with ours. */
final class PythonPeer implements AutoCloseable {

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path script;

    private PythonPeer(Process process, Path script) {
        this.process = process;
        this.script = script;
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a script of the class path in the environment that has scikit-learn, and waits until it is ready. */
    static PythonPeer start(String resource, String... arguments) throws IOException {
        Path script = Files.createTempFile("ratchet-peer-", ".py");
        try (InputStream in = Objects.requireNonNull(PythonPeer.class.getResourceAsStream(resource), resource)) {
            Files.write(script, in.readAllBytes());
        }
        ProcessBuilder builder = new ProcessBuilder(
                MlflowEnvironment.of(MlflowGeneration.V2_22_5).python().toString(), script.toString());
        builder.command().addAll(List.of(arguments));
        PythonPeer peer = new PythonPeer(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start(), script);
        peer.answer();
        return peer;
    }

    double ask(String work) throws IOException {
        questions.write(work);
        questions.newLine();
        questions.flush();
        return Double.parseDouble(answer());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Python ended; see above.");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Files.deleteIfExists(script);
    }
}
