/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.StoreSettings;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Storage that speaks S3, in a process of its own on loopback; it ends with this JVM and asks nobody for credentials. */
final class S3Mock {

    static final String BUCKET = "artifacts";
    static final String ACCESS_KEY = "test-key";
    static final String SECRET_KEY = "test-secret-of-nobody";

    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports? .*?(\\d+) \\(http\\)");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static @Nullable S3Mock shared;

    private final URI uri;

    private S3Mock(Path directory) throws IOException {
        Path log = directory.resolve("s3mock.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + directory,
                        "-jar",
                        System.getProperty("ratchet.s3mock"),
                        "--server.port=0",
                        "--http.port=0",
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, directory)));
        String port = Awaitility.await()
                .atMost(START_LIMIT)
                .until(() -> process.isAlive() ? port(log) : "ended", found -> !found.isEmpty());
        if (port.equals("ended")) {
            throw new IllegalStateException("s3mock ended while it started: " + Files.readString(log));
        }
        uri = URI.create("http://127.0.0.1:" + port);
    }

    /** The one of this JVM. */
    static synchronized S3Mock shared() {
        S3Mock known = shared;
        if (known == null) {
            try {
                known = new S3Mock(Files.createTempDirectory("s3mock-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = known;
        }
        return known;
    }

    URI uri() {
        return uri;
    }

    /** The settings by which it is reached at an address, its own or a proxy's. */
    static Map<String, String> settings(URI address) {
        return Map.of(
                "MLFLOW_S3_ENDPOINT_URL",
                address.toString(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY,
                "AWS_REGION",
                "us-east-1");
    }

    /** Opens a store at an address, with more settings. */
    static ArtifactStore open(URI address, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings(address));
        all.putAll(more);
        return open(all);
    }

    /** Opens a store with these settings alone. */
    static ArtifactStore open(Map<String, String> settings) {
        URI nobody = URI.create("http://127.0.0.1:9");
        return new S3ArtifactStoreProvider().open(new StoreSettings(nobody, nobody, settings));
    }

    private static String port(Path log) throws IOException {
        Matcher matcher = STARTED.matcher(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void end(Process process, Path directory) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (var files = Files.walk(directory)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            // What is left is in the system's folder for temporary files.
        }
    }
}
