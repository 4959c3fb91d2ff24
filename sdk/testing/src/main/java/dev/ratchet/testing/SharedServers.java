/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Servers that the test JVMs of one build share: found through a directory that is named after the build's process. */
final class SharedServers {

    private SharedServers() {}

    /** The process that stands for the build: Maven above a JVM of Surefire, else this JVM. */
    static ProcessHandle owner() {
        ProcessHandle self = ProcessHandle.current();
        String main = System.getProperty("sun.java.command", "").toLowerCase(Locale.ROOT);
        if (!main.contains("surefire")) {
            return self;
        }
        // Surefire may put a shell in between.
        Optional<ProcessHandle> ancestor = self.parent();
        while (ancestor.isPresent() && !isJava(ancestor.get())) {
            ancestor = ancestor.get().parent();
        }
        return ancestor.orElse(self);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/java") || command.endsWith("\\java.exe"))
                .orElse(false);
    }

    /** The owner's server with these options; started if there is none that answers. */
    static MlflowServer get(MlflowServerOptions options, ProcessHandle owner) {
        Path shared = MlflowEnvironment.cache(System.getenv()).resolve("shared");
        long started = owner.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        String kind = kind(options);
        Path directory = shared.resolve(kind + "-" + owner.pid() + "-" + started);
        // Made before the lock is taken: making it takes a lock too.
        MlflowEnvironment.of(options.generation());
        return Directories.locked(shared.resolve(kind + ".lock"), () -> get(options, owner, directory));
    }

    /** A name for all servers with these options, the same in every JVM. */
    static String kind(MlflowServerOptions options) {
        String release = "mlflow-" + options.generation().version();
        if (options.equals(MlflowServerOptions.of(options.generation()))) {
            return release;
        }
        // Sorted, because an immutable map has another order in each JVM.
        String rest = List.of(
                        options.basicAuth(),
                        options.allowedHosts(),
                        options.arguments(),
                        new TreeMap<>(options.environment()),
                        options.database())
                .toString();
        return release + "-" + UUID.nameUUIDFromBytes(rest.getBytes(StandardCharsets.UTF_8));
    }

    private static MlflowServer get(MlflowServerOptions options, ProcessHandle owner, Path directory) {
        Path portFile = directory.resolve("port");
        try {
            if (Files.exists(portFile)) {
                int port = Integer.parseInt(Files.readString(portFile));
                MlflowServer running = new MlflowServer(options, directory, port, Optional.of(owner));
                if (running.answersInTime()) {
                    return running;
                }
            }
            Files.createDirectories(directory);
            MlflowServer server = new MlflowServer(options, directory, LoopbackPorts.free(), Optional.of(owner));
            server.launch();
            Files.writeString(portFile, Integer.toString(server.uri().getPort()));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the state of a shared MLflow server in " + directory, e);
        }
    }
}
