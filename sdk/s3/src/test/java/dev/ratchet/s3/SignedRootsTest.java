/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.s3;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.mlflow.MlflowStoreProvider;
import dev.ratchet.store.ArtifactRecord;
import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.ArtifactStoreProvider;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.NewModel;
import dev.ratchet.store.NewRun;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.StoreSettings;
import dev.ratchet.store.Stores;
import dev.ratchet.testing.MlflowServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Roots on S3 for a program that has neither this module nor credentials: the server signs addresses. */
@Timeout(300)
class SignedRootsTest {

    @TempDir
    private Path folder;

    private final ClassLoader whole = Thread.currentThread().getContextClassLoader();
    private MlflowServer server;
    private Stores stores;

    @BeforeEach
    void open() {
        server = MlflowServer.start(
                MlflowDirectS3Test.onS3("--no-serve-artifacts", "--default-artifact-root=s3://artifacts/signed"));
        Thread.currentThread().setContextClassLoader(new WithoutProviders(whole));
        stores = new MlflowStoreProvider().open(new StoreSettings(server.uri(), server.uri(), Map.of()));
    }

    @AfterEach
    void close() {
        Thread.currentThread().setContextClassLoader(whole);
        stores.close();
        server.close();
    }

    /** As if the module was not on the class path. */
    private static final class WithoutProviders extends ClassLoader {

        WithoutProviders(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.endsWith(ArtifactStoreProvider.class.getName())
                    ? Collections.emptyEnumeration()
                    : super.getResources(name);
        }
    }

    @Test
    void filesOfRuns_moveBySignedAddresses_andModelsOnlyThere() throws IOException {
        String experiment = stores.tracking().createExperiment("signed").id();
        RunRecord run = stores.tracking()
                .createRun(new NewRun(experiment, UUID.randomUUID().toString(), "a run", 1_700_000_000_000L, Map.of()));
        ModelRecord model = stores.tracking()
                .createModel(
                        new NewModel(experiment, run.id(), UUID.randomUUID().toString(), "model", Map.of(), Map.of()));
        Path file = TestFiles.random(folder.resolve("file"), 300_000, 1);
        String digest = TestFiles.sha256(file);
        ArtifactStore artifacts = stores.artifacts();

        artifacts.upload(run.artifactRoot(), "deep/a file é.bin", file, digest);
        artifacts.upload(model.artifactRoot(), "weights.bin", file, digest);
        artifacts.download(run.artifactRoot(), "deep/a file é.bin", folder.resolve("received"));

        assertThat(folder.resolve("received")).hasSameBinaryContentAs(file);
        assertThat(artifacts.list(run.artifactRoot(), "deep"))
                .containsExactly(new ArtifactRecord("deep/a file é.bin", false, 300_000));
        assertThat(artifacts.list(run.artifactRoot(), "")).containsExactly(new ArtifactRecord("deep", true, 0));
        assertThat(artifacts.list(model.artifactRoot(), ""))
                .containsExactly(new ArtifactRecord("weights.bin", false, 300_000));
        assertThatThrownBy(() -> artifacts.download(run.artifactRoot(), "none.bin", folder.resolve("none")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none.bin");
        assertThatThrownBy(() -> artifacts.download(model.artifactRoot(), "weights.bin", folder.resolve("none")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContainingAll(
                        "no downloads of logged models", "dev.ratchet:ratchet-s3", "--serve-artifacts");
    }
}
