/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.ledger;

import dev.ratchet.mlflow.JavaProgram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A {@link SteppedPromoter} as a process that can be stopped, continued and killed. */
final class SteppedProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final PrintWriter input;

    private SteppedProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static SteppedProcess start(String store, String model, int version, Path beside) throws IOException {
        return new SteppedProcess(JavaProgram.of(
                        SteppedPromoter.class,
                        List.of("-Dorg.slf4j.simpleLogger.logFile=System.err"),
                        store,
                        model,
                        Integer.toString(version),
                        beside.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private String awaitLine() throws IOException {
        String line = lines.readLine();
        assertThat(line).as("what the promoter says").isNotNull();
        return String.valueOf(line);
    }

    /** Lets it go on until it is about to make this call. */
    void goOnUntilBefore(String call) throws IOException {
        for (String line = awaitLine(); !line.equals("before " + call); line = awaitLine()) {
            assertThat(line).startsWith("before ");
            goOn();
        }
    }

    /** Lets it make so many of its calls, and gives the next one's name; empty when it has ended before. */
    String goOnFor(int calls) throws IOException {
        String line = awaitLine();
        for (int i = 0; i < calls && line.startsWith("before "); i++) {
            goOn();
            line = awaitLine();
        }
        return line.startsWith("before ") ? line.substring("before ".length()) : "";
    }

    void goOn() {
        input.println("go on");
    }

    /** Lets it go on to its end, and gives what it says then. */
    String goOnToTheEnd() throws IOException {
        String line = awaitLine();
        while (line.startsWith("before ")) {
            goOn();
            line = awaitLine();
        }
        return line;
    }

    /** Stops it by SIGSTOP, and waits until it does not run. */
    void stop() throws IOException, InterruptedException {
        signal("-STOP");
        await().atMost(30, TimeUnit.SECONDS).until(this::isStopped);
    }

    boolean isStopped() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(process.pid())).start();
        try (BufferedReader output = ps.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(output.readLine()).strip().startsWith("T");
        }
    }

    /** Continues it by SIGCONT. */
    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill %s", name).isZero();
    }

    /** Kills it as {@code kill -9} does. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
