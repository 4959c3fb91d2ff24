/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/**
 * Opens the store of artifact roots of some scheme, such as {@code s3}, that a tracking server names but does not pass
 * on itself; found by {@link java.util.ServiceLoader}. Made when such a root is first used.
 */
public interface ArtifactStoreProvider {

    /** Whether this provider reaches roots whose address begins with this scheme, in lower case and without the colon. */
    boolean accepts(String scheme);

    /**
     * Makes a store without talking to anything, so it never waits. Where it is {@link AutoCloseable} it is closed with
     * the {@link Stores} that use it.
     *
     * @throws dev.ratchet.MisconfiguredException when the settings contradict each other or cannot work
     */
    ArtifactStore open(StoreSettings settings);
}
