/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RefusedException;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an {@link ArtifactStore} promises. */
public abstract class ArtifactStoreContract {

    /** Where files of a test lie. */
    @TempDir
    private Path folder;

    /** For subclasses. */
    protected ArtifactStoreContract() {}

    /** The store to test, open; asked often, so the same one each time. */
    protected abstract ArtifactStore store();

    /** A root that the store reaches and below which nothing is; another one each time. */
    protected abstract String root();

    /** A root that the store does not reach. */
    protected String foreignRoot() {
        return "gs://bucket/1/abc/artifacts";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String root, String path, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("to-send"), bytes);
        store().upload(root, path, file, sha256(bytes));
    }

    private void put(String root, String path, String text) throws IOException {
        put(root, path, text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] get(String root, String path) throws IOException {
        Path target = folder.resolve("received");
        store().download(root, path, target);
        return Files.readAllBytes(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "deep/er/MLmodel", "with blank, @ + = & ~.txt", "un.usual/-_.x"})
    void upload_canBeDownloaded(String path) throws IOException {
        String root = root();

        put(root, path, "content of " + path);

        assertThat(get(root, path)).asString(StandardCharsets.UTF_8).isEqualTo("content of " + path);
    }

    @Test
    void upload_ofANameBeyondAscii_canBeDownloaded_orTheDownloadSaysWhyNot() throws IOException {
        String root = root();
        put(root, "é.txt", "content");

        try {
            assertThat(get(root, "é.txt")).asString(StandardCharsets.UTF_8).isEqualTo("content");
        } catch (RefusedException e) {
            assertThat(e).hasMessageContainingAll("é.txt", "beyond ASCII", "other names");
        }
        assertThat(store().list(root, "")).containsExactly(new ArtifactRecord("é.txt", false, 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000_000})
    void upload_keepsEveryByte(int size) throws IOException {
        String root = root();
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        put(root, "model/data.bin", bytes);

        assertThat(get(root, "model/data.bin")).isEqualTo(bytes);
        assertThat(store().list(root, "model")).containsExactly(new ArtifactRecord("model/data.bin", false, size));
    }

    @Test
    void upload_replacesWhatIsThere() throws IOException {
        String root = root();

        put(root, "a.txt", "a long first content");
        put(root, "a.txt", "second");

        assertThat(get(root, "a.txt")).asString(StandardCharsets.UTF_8).isEqualTo("second");
    }

    @Test
    void upload_isRefused_whenTheBytesAreOthers() throws IOException {
        String root = root();
        Path file = Files.writeString(folder.resolve("changed"), "changed meanwhile");
        String expected = sha256("original".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> store().upload(root, "a.txt", file, expected))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void list_givesWhatIsDirectlyBelow_byPath() throws IOException {
        String root = root();
        put(root, "b.txt", "12345");
        put(root, "a/x.txt", "x");
        put(root, "a/y/z.txt", "zz");

        assertThat(store().list(root, ""))
                .containsExactly(new ArtifactRecord("a", true, 0), new ArtifactRecord("b.txt", false, 5));
        assertThat(store().list(root, "a"))
                .containsExactly(new ArtifactRecord("a/x.txt", false, 1), new ArtifactRecord("a/y", true, 0));
        assertThat(store().list(root, "a/y")).containsExactly(new ArtifactRecord("a/y/z.txt", false, 2));
        assertThat(store().list(root, "unknown")).isEmpty();
        assertThat(store().list(root(), "")).isEmpty();
    }

    @Test
    void download_isNotFound_andLeavesTheTargetAlone_whenThereIsNoFile() throws IOException {
        String root = root();
        put(root, "folder/a.txt", "a");
        Path target = Files.writeString(folder.resolve("target"), "old");

        assertThatThrownBy(() -> store().download(root, "none.txt", target))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none.txt");
        assertThatThrownBy(() -> store().download(root, "folder/none.txt", target))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().download(root, "no/such/folder.txt", target))
                .isInstanceOf(NotFoundException.class);
        assertThat(target).hasContent("old");
    }

    @Test
    void download_replacesTheTarget_andLeavesNothingElse() throws IOException {
        String root = root();
        put(root, "a.txt", "new");
        Path target = Files.createDirectory(folder.resolve("targets")).resolve("target");
        Files.writeString(target, "old and longer");

        store().download(root, "a.txt", target);

        assertThat(target).hasContent("new");
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../a", "a/../b", "a/..", "/a", "a//b", "a/", ".", "./a", "a/./b"})
    void paths_thatLeaveTheRoot_areRefused(String path) throws IOException {
        String root = root();
        Path file = Files.writeString(folder.resolve("file"), "x");
        String digest = sha256("x".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> store().upload(root, path, file, digest))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'" + path + "'");
        assertThatThrownBy(() -> store().download(root, path, folder.resolve("target")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> store().list(root, path)).isInstanceOf(RefusedException.class);
    }

    @Test
    void rootsOfAnotherKind_areMisconfigured() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> store().upload(foreignRoot(), "x", file, sha256("x".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining(foreignRoot());
        assertThatThrownBy(() -> store().list(foreignRoot(), "")).isInstanceOf(MisconfiguredException.class);
    }
}
