/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.testing;

import dev.ratchet.Ratchet;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A local store of its own for each test class. */
final class LocalStore implements BeforeAllCallback, AfterAllCallback {

    private @Nullable Path directory;
    private @Nullable Ratchet ratchet;

    Stores stores() {
        return Objects.requireNonNull(ratchet, "asked before the tests began").local();
    }

    Path directory() {
        return Objects.requireNonNull(directory, "asked before the tests began");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("ratchet-contract");
        ratchet = Ratchet.builder()
                .environment(Map.of())
                .store(directory)
                .localOnly()
                .open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (ratchet != null) {
            ratchet.close();
        }
        if (directory != null) {
            Directories.delete(directory);
        }
    }
}
