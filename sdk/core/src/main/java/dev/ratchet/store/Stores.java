/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

/**
 * The stores of one address.
 *
 * @param target what tells this address from others for all time: the canonical URI without credentials, and the
 *     workspace where there is one
 * @param tracking experiments, runs and logged models
 * @param artifacts files
 * @param registry registered models
 * @param onClose releases connections and threads; called once
 */
public record Stores(
        String target, TrackingStore tracking, ArtifactStore artifacts, ModelRegistry registry, Runnable onClose)
        implements AutoCloseable {

    /** Releases what the stores hold. */
    @Override
    public void close() {
        onClose.run();
    }
}
