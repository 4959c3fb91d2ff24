/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing.contract;

import dev.ratchet.store.ArtifactStore;
import dev.ratchet.store.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** What the {@link ArtifactStore} of a provider's stores promises, at the roots of their runs and models. */
public abstract class StoresArtifactContract extends ArtifactStoreContract {

    private static final String SHA256_OF_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    @TempDir
    private Path models;

    /** For subclasses. */
    protected StoresArtifactContract() {}

    /** The stores to test, open; asked often, so the same ones each time. */
    protected abstract Stores stores();

    @Override
    protected ArtifactStore store() {
        return stores().artifacts();
    }

    @Override
    protected String root() {
        return Given.run(stores()).artifactRoot();
    }

    @Test
    void upload_worksForModels() throws IOException {
        String root = Given.model(stores()).artifactRoot();
        Path file = Files.writeString(models.resolve("sent"), "x");
        Path received = models.resolve("received");

        store().upload(root, "MLmodel", file, SHA256_OF_X);
        store().download(root, "MLmodel", received);

        assertThat(received).hasContent("x");
    }
}
