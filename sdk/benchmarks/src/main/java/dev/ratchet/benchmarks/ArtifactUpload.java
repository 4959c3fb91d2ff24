/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.benchmarks;

import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerOptions;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Artifacts through the official Java client, which starts Python for each call, and through {@code
 * RatchetMlflowClient}: 20 files of 20 KB as one directory and one by one, and 2,000 files up and down, all to one MLflow
 * 3.17.2 server on this machine. Both run in one JVM, A B B A, and every file's SHA-256 on the server is compared after
 * each transfer, outside of the times. After them Python does the same within one process.
 *
 * <p>Starts that server, and the measured JVM with an environment in which the official client finds the server's own
 * Python. {@code -Dform=quick} leaves out the 2,000 files and most rounds; {@code -Dworkers=4} gives the server as many
 * processes as MLflow does when it is not told, in place of one.
 *
 * <pre>
 * ./mvnw -q -Partifact-upload -pl sdk/benchmarks -am process-classes
 * </pre>
 */
public final class ArtifactUpload {

    private static final int SIZE = 20_000;
    private static final int FEW = 20;
    private static final int MANY = 2000;
    private static final int PER_FOLDER = 50;

    private static final String PYTHON = """
            import statistics, sys, tempfile, time
            from mlflow import MlflowClient
            client = MlflowClient()
            def timed(call):
                start = time.perf_counter()
                call()
                return (time.perf_counter() - start) * 1000
            def up(directory):
                run = client.create_run("0").info.run_id
                return timed(lambda: client.log_artifacts(run, directory)), run
            few = [up(sys.argv[1])[0] for _ in range(7)][2:]
            print("  20 files up     median %8.0f ms (%.0f to %.0f)" % (statistics.median(few), min(few), max(few)))
            if len(sys.argv) > 2:
                ms, run = up(sys.argv[2])
                print("  2,000 files up         %8.0f ms" % ms)
                with tempfile.TemporaryDirectory() as target:
                    print("  2,000 files down       %8.0f ms" % timed(lambda: client.download_artifacts(run, "", target)))
            """;

    private ArtifactUpload() {}

    /** Runs the comparison and prints it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean quick = List.of(args).contains("quick");
        Path folder = Files.createTempDirectory("ratchet-artifact-upload-");
        Path few = files(folder.resolve("few"), FEW, false);
        Path many = files(folder.resolve("many"), quick ? FEW : MANY, true);
        int code;
        String workers = args.length < 2 ? "1" : args[1];
        System.out.println("A server of " + workers + " processes:");
        try (MlflowServer server = MlflowServer.start(
                MlflowServerOptions.of(MlflowGeneration.V3_17_2).withArguments("--workers=" + workers))) {
            code = measure(server, few, many, quick);
            System.out.println("Python's own client, in one process:");
            String[] directories =
                    quick ? new String[] {few.toString()} : new String[] {few.toString(), many.toString()};
            System.out.print(server.runPython(Duration.ofMinutes(10), PYTHON, directories));
        } finally {
            TransferredFiles.delete(folder);
        }
        if (code != 0) {
            throw new IllegalStateException("The measured JVM ended with code " + code + "; see above.");
        }
    }

    private static int measure(MlflowServer server, Path few, Path many, boolean quick)
            throws IOException, InterruptedException {
        Path python = server.python();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ArtifactRounds.class.getName(),
                        server.uri().toString(),
                        few.toString(),
                        many.toString(),
                        Integer.toString(quick ? 1 : 5),
                        Integer.toString(quick ? 0 : 2))
                .inheritIO();
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PYTHON") || name.contains("MLFLOW_"));
        // Where the official client looks first, and what keeps its Python from asking around.
        environment.put("MLFLOW_PYTHON_EXECUTABLE", python.toString());
        environment.put("PATH", python.getParent() + File.pathSeparator + environment.getOrDefault("PATH", ""));
        environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
        environment.put("GIT_PYTHON_REFRESH", "quiet");
        environment.put("NO_PROXY", "127.0.0.1");
        environment.put("no_proxy", "127.0.0.1");
        return builder.start().waitFor();
    }

    private static Path files(Path directory, int count, boolean folders) throws IOException {
        Random random = new Random(count);
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < count; i++) {
            random.nextBytes(bytes);
            String name = (folders ? "part " + i / PER_FOLDER + "/" : "") + "file-" + i + ".bin";
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }
        return directory;
    }
}
