/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerOptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A file of 1 GiB up and down by Ratchet, in a JVM with a heap of 64 MB, against curl, A B B A: to one MLflow 3.17.2
 * server on this machine, and to a server that does nothing but keep files. Downloads go to where no file is; the last
 * ones are compared with what was sent. What Ratchet uploads it hashes on the way, and curl does not. Needs curl on the
 * path.
 *
 * <p>{@code -Dform=quick} takes 64 MiB and fewer rounds.
 *
 * <pre>
 * ./mvnw -q -Partifact-speed -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class ArtifactSpeed {

    /** At least 0.9 of curl's speed, as a ratio of times. */
    static final double GOAL = 1 / 0.9;

    private static final int MIB = 1 << 20;
    private static final int SIZE_MIB = 1024;
    private static final int QUICK_MIB = 64;
    private static final int ROUNDS = 3;

    private ArtifactSpeed() {}

    /** Runs the comparisons and prints them. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean quick = List.of(args).contains("quick");
        Path folder = Files.createTempDirectory("ratchet-artifact-speed-");
        try {
            Path file = folder.resolve("sent.bin");
            String sha256 = write(file, quick ? QUICK_MIB : SIZE_MIB);
            String rounds = Integer.toString(quick ? 2 : ROUNDS);
            int code = plain(folder, file, sha256, rounds);
            try (MlflowServer server = MlflowServer.start(MlflowServerOptions.of(MlflowGeneration.V3_17_2))) {
                code += measure("MLflow 3.17.2", server.uri().toString(), folder, file, sha256, rounds);
            }
            if (code != 0) {
                throw new IllegalStateException("A measured JVM ended with an error; see above.");
            }
        } finally {
            TransferredFiles.delete(folder);
        }
    }

    private static int plain(Path folder, Path file, String sha256, String rounds)
            throws IOException, InterruptedException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Process server = java(List.of(), PlainFileServer.class, kept.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader port =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            return measure(
                    "a server of plain files", "http://127.0.0.1:" + port.readLine(), folder, file, sha256, rounds);
        } finally {
            server.getOutputStream().close();
            server.waitFor();
            TransferredFiles.delete(kept);
        }
    }

    private static int measure(String name, String address, Path folder, Path file, String sha256, String rounds)
            throws IOException, InterruptedException {
        return java(
                        List.of("-Xmx64m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                        LargeTransfers.class,
                        name,
                        address,
                        file.toString(),
                        sha256,
                        folder.toString(),
                        rounds)
                .inheritIO()
                .start()
                .waitFor();
    }

    private static ProcessBuilder java(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static String write(Path file, int mebibytes) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        Random random = new Random(mebibytes);
        byte[] block = new byte[MIB];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                digest.update(block);
                out.write(block);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
