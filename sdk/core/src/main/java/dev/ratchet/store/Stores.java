/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.Map;

/**
 * The stores of one address.
 *
 * @param target what tells this address from others for all time: the canonical URI without credentials, and the
 *     workspace where there is one
 * @param tracking experiments, runs and logged models
 * @param artifacts files
 * @param registry registered models
 * @param ledgers what was promoted, beside the registry
 * @param connection how the address is reached, for people: {@code credentials}, {@code proxy}, ... and where each comes
 *     from; never a secret
 * @param onClose releases connections and threads; called once
 */
public record Stores(
        String target,
        TrackingStore tracking,
        ArtifactStore artifacts,
        ModelRegistry registry,
        LedgerStore ledgers,
        Map<String, String> connection,
        Runnable onClose)
        implements AutoCloseable {

    /** Stores that are reached without anything that people should know. */
    public Stores(
            String target,
            TrackingStore tracking,
            ArtifactStore artifacts,
            ModelRegistry registry,
            LedgerStore ledgers,
            Runnable onClose) {
        this(target, tracking, artifacts, registry, ledgers, Map.of(), onClose);
    }

    /** Releases what the stores hold. */
    @Override
    public void close() {
        onClose.run();
    }
}
