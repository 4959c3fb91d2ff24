/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.RatchetException;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One server below a supervisor, a small Python program that ends the server's whole process group when it is told to
 * or when the process that it watches is gone, however that ended.
 */
final class ServerProcess {

    private static final long END_SECONDS = 15;

    private final Process supervisor;
    private final Path directory;

    private ServerProcess(Process supervisor, Path directory) {
        this.supervisor = supervisor;
        this.directory = directory;
    }

    /**
     * Starts a server.
     *
     * @param watched the process with which it ends; empty for this JVM
     */
    static ServerProcess start(
            Path python,
            Path directory,
            Optional<ProcessHandle> watched,
            Map<String, String> env,
            List<String> server) {
        try {
            Path script = directory.resolve("supervisor.py");
            Files.write(script, MlflowEnvironment.resource("supervisor.py"));
            Path modules = Files.createDirectories(directory.resolve("python"));
            Files.write(modules.resolve("sitecustomize.py"), MlflowEnvironment.resource("sitecustomize.py"));
            List<String> command = new ArrayList<>(List.of(
                    python.toString(),
                    script.toString(),
                    directory.toString(),
                    watched.map(process -> Long.toString(process.pid())).orElse("stdin")));
            command.addAll(server);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(log(directory).toFile()));
            builder.environment().clear();
            builder.environment().putAll(env);
            builder.environment()
                    .merge("PYTHONPATH", modules.toString(), (own, ours) -> ours + File.pathSeparator + own);
            return new ServerProcess(builder.start(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the supervisor of a server in " + directory, e);
        }
    }

    /** Where the server writes. */
    static Path log(Path directory) {
        return directory.resolve("server.log");
    }

    /** Waits a moment; true when the server has ended. */
    boolean endedWithin(long millis) {
        try {
            return supervisor.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RatchetException("interrupted while waiting for the server in " + directory, e);
        }
    }

    boolean alive() {
        return supervisor.isAlive();
    }

    /** Asks the server to end, kills what is left of its group after 5 s, and waits for that. */
    void stop() {
        end("stop\n");
    }

    /** Kills the server's group and waits until it is gone. */
    void kill() {
        end("kill\n");
    }

    private void end(String order) {
        try {
            OutputStream orders = supervisor.getOutputStream();
            orders.write(order.getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            // It has ended already, which is what was wanted.
            if (supervisor.isAlive()) {
                supervisor.destroy();
            }
        }
        if (!endedWithin(TimeUnit.SECONDS.toMillis(END_SECONDS))) {
            throw new RatchetException("the server in " + directory + " did not end within " + END_SECONDS + " s"
                    + Subprocess.tail(log(directory), 10));
        }
    }
}
