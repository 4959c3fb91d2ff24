/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.testing.Fault;
import dev.ratchet.testing.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static dev.ratchet.s3.TestFiles.MIB;
import static dev.ratchet.s3.TestFiles.random;
import static dev.ratchet.s3.TestFiles.sentBy;
import static dev.ratchet.s3.TestFiles.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Large files through a proxy that breaks the connections and counts what goes over them; three parts, the last short. */
@Timeout(300)
class S3TransferTest {

    private static final int PART = 5 * MIB;
    private static final int SIZE = 2 * PART + MIB;

    private static final Map<String, String> SMALL_PARTS = Map.of(
            "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", Integer.toString(PART),
            "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", Integer.toString(PART),
            "MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", Integer.toString(PART));

    @TempDir
    private Path folder;

    private final String root = "s3://" + S3Mock.BUCKET + "/transfers/" + UUID.randomUUID();
    private FaultProxy proxy;
    private ArtifactStore store;

    @BeforeEach
    void open() {
        proxy = FaultProxy.to(S3Mock.shared().uri());
        store = S3Mock.open(proxy.uri(), SMALL_PARTS);
    }

    @AfterEach
    void close() throws Exception {
        ((AutoCloseable) store).close();
        proxy.close();
    }

    private Path received() throws IOException {
        Path target = folder.resolve("received");
        try (S3ArtifactStore direct =
                (S3ArtifactStore) S3Mock.open(S3Mock.shared().uri(), Map.of())) {
            direct.download(root, "large.bin", target);
        }
        return target;
    }

    private long upload(Path file) throws IOException {
        String digest = sha256(file);
        return sentBy(proxy, () -> store.upload(root, "large.bin", file, digest));
    }

    @Test
    void upload_movesInParts_andEveryByteArrives() throws IOException {
        Path file = random(folder.resolve("large"), SIZE, 1);

        long sent = upload(file);

        assertThat(sent).isBetween((long) SIZE, SIZE + MIB / 4L);
        assertThat(received()).hasSameBinaryContentAs(file);
        assertThat(store.list(root, "")).containsExactly(new ArtifactRecord("large.bin", false, SIZE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, SIZE})
    void upload_sendsNothing_whenTheSameBytesAreThere(int size) throws IOException {
        Path file = random(folder.resolve("large"), size, 2);
        upload(file);

        assertThat(upload(file)).isLessThan(3_000);
        assertThat(received()).hasSameBinaryContentAs(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, SIZE})
    void upload_replaces_whenOtherBytesOfTheSameSizeAreThere(int size) throws IOException {
        upload(random(folder.resolve("first"), size, 3));
        Path second = random(folder.resolve("second"), size, 4);

        assertThat(upload(second)).isGreaterThan(size);
        assertThat(received()).hasSameBinaryContentAs(second);
    }

    @Test
    void upload_goesOn_whereAnotherProcessWasCutOff() throws IOException {
        Path file = random(folder.resolve("large"), SIZE, 5);
        proxy.inject(Fault.answer(503, "busy").onlyFor("partNumber=2"));
        assertThatThrownBy(() -> upload(file))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("part 2 of 3", "large.bin", "503");
        assertThat(store.list(root, "")).isEmpty();
        proxy.pass();

        long again;
        try (S3ArtifactStore other = (S3ArtifactStore) S3Mock.open(proxy.uri(), SMALL_PARTS)) {
            String digest = sha256(file);
            again = sentBy(proxy, () -> other.upload(root, "large.bin", file, digest));
        }

        // Part 2, and part 3 where it had not begun.
        assertThat(again).isLessThan(PART + 2L * MIB);
        assertThat(received()).hasSameBinaryContentAs(file);
    }

    @Test
    void upload_repeatsOnlyThePart_whoseAnswerWasLost() throws IOException {
        Path file = random(folder.resolve("large"), SIZE, 6);
        proxy.inject(Fault.cutAfter(0).onlyFor("partNumber=2").times(1));

        long sent = upload(file);

        assertThat(proxy.hits()).isEqualTo(1);
        assertThat(sent).isLessThan(SIZE + PART + MIB);
        assertThat(received()).hasSameBinaryContentAs(file);
    }

    @Test
    void upload_beginsAnew_whenTheFileHasChangedSinceItWasCutOff() throws IOException {
        proxy.inject(Fault.answer(503, "busy").onlyFor("partNumber=2"));
        Path first = random(folder.resolve("first"), SIZE, 7);
        assertThatThrownBy(() -> upload(first)).isInstanceOf(UnavailableException.class);
        proxy.pass();
        Path second = random(folder.resolve("second"), SIZE, 8);

        assertThat(upload(second)).isGreaterThan(SIZE);
        assertThat(received()).hasSameBinaryContentAs(second);
    }

    @Test
    void upload_isSettled_whenTheAnswerToItsEndWasLost() throws IOException {
        Path file = random(folder.resolve("large"), SIZE, 9);
        proxy.inject(Fault.cutAfter(0)
                .onlyFor("POST /" + S3Mock.BUCKET + "/transfers")
                .times(2));

        upload(file);

        assertThat(received()).hasSameBinaryContentAs(file);
    }

    @Test
    void upload_isRefused_beforeAnythingIsSent_whenTheBytesAreOthers() throws IOException {
        Path file = random(folder.resolve("large"), SIZE, 10);
        String other = "0".repeat(64);

        long sent = sentBy(
                proxy,
                () -> assertThatThrownBy(() -> store.upload(root, "large.bin", file, other))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContainingAll(other, "was changed"));

        assertThat(sent).isZero();
    }

    @Test
    void download_goesOn_whereItWasCut() throws IOException {
        Path file = random(folder.resolve("large"), SIZE, 11);
        upload(file);
        proxy.inject(Fault.cutAfter(3 * MIB).onlyFor("GET ").times(3));
        long before = proxy.bytesToClient();

        store.download(root, "large.bin", folder.resolve("target"));

        assertThat(proxy.hits()).isEqualTo(3);
        assertThat(proxy.bytesToClient() - before).isLessThan(SIZE + 2L * MIB);
        assertThat(folder.resolve("target")).hasSameBinaryContentAs(file);
    }

    @Test
    void download_leavesNothing_whenTheStorageIsGone() throws IOException {
        upload(random(folder.resolve("large"), SIZE, 12));
        Path target = Files.createDirectory(folder.resolve("targets")).resolve("target");
        Map<String, String> impatient = new HashMap<>(SMALL_PARTS);
        impatient.put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1");
        // The second range of three.
        proxy.inject(Fault.cutAfter(0).onlyFor("bytes=" + PART + "-"));

        assertThatThrownBy(() -> S3Mock.open(proxy.uri(), impatient).download(root, "large.bin", target))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("large.bin");

        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).isEmpty();
        }
    }
}
