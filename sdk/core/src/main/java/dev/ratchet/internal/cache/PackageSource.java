/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.internal.io.FileOps;
import dev.ratchet.store.ArtifactStore;

import java.nio.charset.StandardCharsets;

/**
 * A package on a server.
 *
 * @param artifacts where its files are
 * @param root the address below which they lie
 * @param server the server, for people; without credentials
 * @param name what the package is, for people
 * @param identity what is different when the bytes may be different; empty for a package that may change
 * @param addresses texts under which it may be found again without the server
 */
public record PackageSource(
        ArtifactStore artifacts,
        String root,
        String server,
        String name,
        String identity,
        java.util.List<String> addresses) {

    /** Copies the addresses. */
    public PackageSource {
        addresses = java.util.List.copyOf(addresses);
    }

    /** Whether the same identity is always the same bytes. */
    boolean cacheable() {
        return !identity.isEmpty();
    }

    /** A name of the identity that every file system takes. */
    String key() {
        return keyOf(identity);
    }

    static String keyOf(String text) {
        return FileOps.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }
}
