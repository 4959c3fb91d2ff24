/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.artifacts;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RefusedException;
import dev.ratchet.mlflow.MlflowStoreProvider;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.contract.ArtifactStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Roots that are folders of this machine; no server is asked for them. */
class LocalRootTest extends ArtifactStoreContract {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final String SHA256_OF_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    @TempDir
    private Path machine;

    private Stores stores;
    private Path location;
    private int runs;

    @BeforeEach
    void open() throws IOException {
        stores = new MlflowStoreProvider().open(new StoreSettings(NOBODY, NOBODY, Map.of()));
        location = Files.createDirectory(machine.resolve("ml runs"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected ArtifactStore store() {
        return stores.artifacts();
    }

    @Override
    protected String root() {
        return location.resolve("1")
                .resolve("run" + runs++)
                .resolve("artifacts")
                .toUri()
                .toString();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(machine.resolve("to-send"), content);
    }

    @Test
    void upload_writesWhatPythonReads_underItsOwnName() throws IOException {
        store().upload(location + "/1/abc/artifacts", "deep/with blank é.txt", file("x"), SHA256_OF_X);

        assertThat(location.resolve("1/abc/artifacts/deep/with blank é.txt")).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/1/abc/artifacts", "/1/models/m-abc/artifacts", "/model"})
    void upload_makesWhatMlflowMakes_belowALocationThatIsThere(String below) throws IOException {
        store().upload(location + below, "a.txt", file("x"), SHA256_OF_X);

        assertThat(store().list(location + below, "")).containsExactly(new ArtifactRecord("a.txt", false, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none/1/abc/artifacts", "/none/1/models/m-abc/artifacts", "/none/model"})
    void everything_isMisconfigured_whenTheLocationIsOfAnotherMachine(String below) throws IOException {
        String root = location + below;
        Path file = file("x");

        assertThatThrownBy(() -> store().upload(root, "a.txt", file, SHA256_OF_X))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll(
                        root, "not on this machine", "create it", "--serve-artifacts", "--artifacts-destination");
        assertThatThrownBy(() -> store().list(root, "")).isInstanceOf(MisconfiguredException.class);
        assertThatThrownBy(() -> store().download(root, "a.txt", machine.resolve("target")))
                .isInstanceOf(MisconfiguredException.class);
        assertThat(location.resolve("none")).doesNotExist();
    }

    @Test
    void upload_isMisconfigured_whenTheFolderCannotBeWritten() throws IOException {
        Path file = file("x");
        // Rights would not hinder whoever runs the tests as root.
        Files.writeString(location.resolve("1"), "no folder");

        assertThatThrownBy(() -> store().upload(location + "/1/abc/artifacts", "a.txt", file, SHA256_OF_X))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll(
                        "cannot write to", location.resolve("1").toString(), "--serve-artifacts");
    }

    @Test
    void upload_leavesNothing_whenTheFileWasChanged() throws IOException {
        Path file = file("changed");

        assertThatThrownBy(() -> store().upload(location + "/1/abc/artifacts", "a.txt", file, SHA256_OF_X))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("was changed");

        try (Stream<Path> left = Files.list(location.resolve("1/abc/artifacts"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void relativeRoot_isMisconfigured() {
        assertThatThrownBy(() -> store().list("mlruns/1/abc/artifacts", ""))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll("relative", "--serve-artifacts");
    }
}
