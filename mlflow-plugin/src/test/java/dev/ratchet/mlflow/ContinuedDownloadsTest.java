/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow;

import dev.ratchet.UnavailableException;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import dev.ratchet.testing.MlflowGeneration;
import dev.ratchet.testing.MlflowServer;
import dev.ratchet.testing.MlflowServerExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Downloads through a real MLflow 3, whose connection breaks off in the middle. */
class ContinuedDownloadsTest {

    private static final int SIZE = 8 << 20;
    private static final int CUT = 5 << 20;
    /** More than requests and heads ever take, and what one block in a socket may be. */
    private static final int BESIDE = 1 << 20;

    @RegisterExtension
    static final MlflowServerExtension MLFLOW = MlflowServerExtension.shared(MlflowGeneration.V3_17_2);

    private final String root = "mlflow-artifacts:/continued-" + UUID.randomUUID();

    @TempDir
    Path folder;

    private FaultProxy proxy;
    private Path sent;

    @BeforeEach
    void upload(MlflowServer server) throws IOException {
        proxy = FaultProxy.to(server.uri());
        sent = folder.resolve("sent.bin");
        put(1);
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private void put(long seed) throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        Files.write(sent, bytes);
        try (Stores stores = OpenedStores.at(proxy.uri(), Map.of())) {
            stores.artifacts().upload(root, "large.bin", sent, sha256(bytes));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void cutDownloads() {
        proxy.inject(Fault.cutAfter(CUT).onlyFor("GET /api/2.0/mlflow-artifacts/artifacts/"));
    }

    private Path download(String... settings) {
        Path target = folder.resolve("got").resolve("large.bin");
        try (Stores stores = OpenedStores.at(proxy.uri(), OpenedStores.map(settings))) {
            ArtifactStore artifacts = stores.artifacts();
            artifacts.download(root, "large.bin", target);
        }
        return target;
    }

    private Stream<String> namesOfWhatIsThere() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("got"))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private void assertComplete(Path target) throws IOException {
        assertThat(target).hasSameBinaryContentAs(sent);
        assertThat(namesOfWhatIsThere()).containsExactly("large.bin");
    }

    @Test
    void nextAttempt_getsTheRestAlone() throws IOException {
        proxy.inject(Fault.cutAfter(CUT)
                .onlyFor("GET /api/2.0/mlflow-artifacts/artifacts/")
                .times(1));
        long before = proxy.bytesToClient();

        Path target = download("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0");

        assertComplete(target);
        assertThat(proxy.hits()).isEqualTo(1);
        assertThat(proxy.bytesToClient() - before).isBetween((long) SIZE, (long) SIZE + BESIDE);
    }

    @Test
    void laterDownload_getsTheRestAlone() throws IOException {
        cutDownloads();
        assertThatThrownBy(() -> download("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"))
                .isInstanceOf(UnavailableException.class);
        assertThat(namesOfWhatIsThere()).hasSize(2).allMatch(name -> name.startsWith(".ratchet-"));
        proxy.pass();
        long before = proxy.bytesToClient();

        Path target = download();

        assertComplete(target);
        assertThat(proxy.bytesToClient() - before).isLessThan((long) SIZE - CUT + BESIDE);
    }

    @Test
    void laterDownload_beginsAnew_whenTheFileWasReplaced() throws IOException {
        cutDownloads();
        assertThatThrownBy(() -> download("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"))
                .isInstanceOf(UnavailableException.class);
        proxy.pass();
        put(2);

        assertComplete(download());
    }

    @Test
    void littleThatCame_isNotKept() throws IOException {
        proxy.inject(Fault.cutAfter(1000).onlyFor("GET /api/2.0/mlflow-artifacts/artifacts/"));

        assertThatThrownBy(() -> download("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"))
                .isInstanceOf(UnavailableException.class);

        assertThat(namesOfWhatIsThere()).isEmpty();
    }
}
