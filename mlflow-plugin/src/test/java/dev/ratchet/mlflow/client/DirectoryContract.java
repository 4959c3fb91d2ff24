/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.client;

import dev.ratchet.mlflow.ChosenServer;
import dev.ratchet.mlflow.RatchetMlflowClient;
import dev.ratchet.mlflow.RatchetMlflowClientBuilder;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.TestForm;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Directories of many files, up and down, also over a connection that breaks. */
abstract class DirectoryContract {

    /** In turn, so that every kind of name is there in every folder. */
    private static final List<String> NAMES =
            List.of("plain.bin", "a blank.txt", "50% off.csv", "100%", "q+r&s=t@~,;.json", "UPPER", ".hidden");

    private static final List<Integer> SIZES = List.of(20_000, 0, 1, 65_536, 65_537, 300);
    private static final int FEW = 40;

    @TempDir
    private Path folder;

    private FaultProxy proxy;
    private String run;

    abstract MlflowServer server();

    /** What names beyond ASCII the server gives back. */
    abstract List<String> moreNames();

    @BeforeEach
    void open() {
        proxy = FaultProxy.to(server().uri());
        try (RatchetMlflowClient client = Given.client(server().uri())) {
            run = client.createRun("0").getRunId();
        }
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private static RatchetMlflowClientBuilder builder(URI server) {
        return RatchetMlflowClient.builder()
                .environment(
                        Map.of("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0", "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0"))
                .trackingUri(server.toString())
                .maxRetries(1);
    }

    /** Numbered files, each in one of some nested folders. */
    private Path files(int count) throws IOException {
        List<String> names = ChosenServer.losesNamesBeyondAscii(server().generation())
                ? NAMES
                : Stream.concat(NAMES.stream(), moreNames().stream()).toList();
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            Path directory = folder.resolve("sent/part " + i / 50 + "/d%d/\u00e8".formatted(i % 3));
            byte[] bytes = new byte[SIZES.get(i % SIZES.size())];
            random.nextBytes(bytes);
            Files.createDirectories(directory);
            Files.write(directory.resolve(i + "-" + names.get(i % names.size())), bytes);
        }
        // From one MiB on what the server has kept is looked up.
        Files.write(folder.resolve("sent/large.bin"), new byte[1_200_000]);
        return folder.resolve("sent");
    }

    /** The files {@code 00} to {@code 39} in a folder of the run. */
    private void logFew(String below) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("few"));
        for (int i = 0; i < FEW; i++) {
            Files.write(directory.resolve("%02d".formatted(i)), new byte[5_000]);
        }
        try (RatchetMlflowClient client = Given.client(server().uri())) {
            client.logArtifacts(run, directory.toFile(), below);
        }
    }

    private static Map<String, String> digests(Path directory) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> digests.put(directory.relativize(file).toString(), sha256(file)));
        }
        return digests;
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Temporary directories of downloads in which a folder of this name is. */
    private static List<Path> leftBehind(String name) throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("mlflow-artifacts-"))
                    .filter(path -> Files.exists(path.resolve(name)))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void directory_comesBack_withEqualDigests(int atOnce) throws IOException {
        int count = TestForm.choose(100, 2000);
        Path sent = files(count);
        Map<String, String> digests = digests(sent);

        try (RatchetMlflowClient client =
                builder(server().uri()).parallelTransfers(atOnce).build()) {
            client.logArtifacts(run, sent.toFile(), "all/of them");
            File received = client.downloadArtifacts(run, "all/of them");

            assertThat(digests).hasSize(count + 1);
            assertThat(digests(received.toPath())).isEqualTo(digests);
        }
    }

    @Test
    void download_thatBreaksOff_isRepeated() throws IOException {
        logFew("broken");
        proxy.inject(Fault.cutAfter(2_000).onlyFor("/broken/17 ").times(1));

        try (RatchetMlflowClient client = builder(proxy.uri()).build()) {
            File received = client.downloadArtifacts(run, "broken");

            assertThat(digests(received.toPath())).isEqualTo(digests(folder.resolve("few")));
        }
        assertThat(proxy.hits()).isEqualTo(1);
    }

    @Test
    void download_ofWhichAFileNeverComes_leavesNothing_andSaysWhatIsMissing() throws IOException {
        String name = Given.unique("half");
        logFew(name);
        proxy.inject(Fault.cutAfter(2_000).onlyFor("/17 "));

        try (RatchetMlflowClient client = builder(proxy.uri()).build()) {
            assertThatThrownBy(() -> client.downloadArtifacts(run))
                    .isInstanceOf(MlflowClientException.class)
                    .hasMessageContaining("of 40 files")
                    .hasMessageContaining("'" + name + "/17' is the first that is missing")
                    .hasMessageContaining("broke off")
                    .hasMessageContaining("Download again.");
        }
        assertThat(proxy.hits()).isEqualTo(2);
        assertThat(leftBehind(name)).isEmpty();
    }

    @Test
    void download_fromAServerThatGoes_leavesNothing_andSaysHowFarItCame() throws Exception {
        String name = Given.unique("gone");
        logFew(name);
        proxy.inject(Fault.hold().onlyFor("/17 "));

        try (RatchetMlflowClient client =
                builder(proxy.uri()).parallelTransfers(1).build()) {
            CompletableFuture<File> download = CompletableFuture.supplyAsync(() -> client.downloadArtifacts(run));
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> proxy.hits() == 1);
            proxy.refuse();

            assertThatThrownBy(() -> download.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MlflowClientException.class)
                    .hasMessageContaining("Downloaded 17 of 40 files")
                    .hasMessageContaining("'" + name + "/17' is the first that is missing")
                    .hasMessageContaining("Is the server running there?");
        }
        assertThat(leftBehind(name)).isEmpty();
    }

    @Test
    void upload_thatIsRefused_keepsTheServersStatus_andSaysWhatIsMissing() throws IOException {
        logFew("first");
        proxy.inject(Fault.answer(403, "Permission denied").onlyFor("/again/17 "));

        try (RatchetMlflowClient client = builder(proxy.uri()).build()) {
            assertThatThrownBy(
                            () -> client.logArtifacts(run, folder.resolve("few").toFile(), "again"))
                    .isInstanceOf(MlflowHttpException.class)
                    .hasMessageContaining("of 40 files to")
                    .hasMessageContaining(run)
                    .hasMessageContaining("'again/17' is the first that is missing")
                    .hasMessageContaining("Do it again; files that are there are replaced.")
                    .extracting(e -> ((MlflowHttpException) e).getStatusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void names_thatMlflowDoesNotTake_areRefused_beforeAnythingIsSent() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("names"));
        Files.writeString(directory.resolve("a"), "a");
        Files.writeString(directory.resolve("b%41"), "b");

        try (RatchetMlflowClient client = Given.client(server().uri())) {
            assertThatThrownBy(() -> client.logArtifacts(run, directory.toFile()))
                    .isInstanceOf(MlflowClientException.class)
                    .hasMessageContaining("'b%41' is not allowed");
            assertThat(client.listArtifacts(run)).isEmpty();
        }
    }

    @Test
    void aRunsPlace_isAskedForOnce() throws IOException {
        File file = Files.writeString(folder.resolve("x"), "x").toFile();

        try (RatchetMlflowClient client = Given.client(proxy.uri())) {
            String own = client.createRun("0").getRunId();
            int before = proxy.requests();
            client.logArtifact(own, file);
            client.logArtifact(run, file);
            client.logArtifact(run, file, "deep");

            // Three files, and where the run is that another client made.
            assertThat(proxy.requests() - before).isEqualTo(4);
        }
    }

    @Test
    void wrongNumberOfTransfers_isToldWithWhatIsAllowed() {
        assertThatThrownBy(() -> builder(server().uri()).parallelTransfers(0).build())
                .isInstanceOf(MlflowClientException.class)
                .hasMessageContaining("RATCHET_PARALLEL_TRANSFERS is 0.0")
                .hasMessageContaining("from 1 to 32");
    }
}
