/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.local;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.run.Carrier;
import dev.ratchet.store.ModelRecord;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.NewVersion;
import dev.ratchet.store.VersionRecord;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Where no server is configured: the local store is where runs are kept for good, and its registry counts versions. */
public final class LocalCarrier implements Carrier {

    private final StoreLayout layout;
    private final ModelRegistry registry;

    /** Registers in the store's own registry. */
    public LocalCarrier(StoreLayout layout, ModelRegistry registry) {
        this.layout = layout;
        this.registry = registry;
    }

    @Override
    public void begun(RunFolder run) {}

    @Override
    public void logged(int values) {}

    @Override
    public void ended(RunFolder run) {}

    @Override
    public Optional<String> runId(RunFolder run) {
        return Optional.empty();
    }

    @Override
    public Optional<URI> page(RunFolder run) {
        return Optional.empty();
    }

    @Override
    public Optional<String> modelId(RunFolder run, String modelKey) {
        return Optional.empty();
    }

    @Override
    public void registered(RunFolder run, RunState.StoredVersion version) {
        String root = StoreLayout.uriOf(layout.model(version.modelKey()));
        ModelRecord model = new ModelRecord(
                LocalModels.idOf(version.modelKey()),
                version.name(),
                "",
                run.key(),
                root,
                root,
                true,
                java.util.Map.of());
        registry.createVersion(
                new NewVersion(version.name(), version.key(), model, version.tags(), version.description()));
    }

    @Override
    public OptionalInt versionNumber(RunFolder run, RunState.StoredVersion version) {
        return registry.findVersions(version.name(), version.key()).stream()
                .mapToInt(VersionRecord::number)
                .findFirst();
    }

    @Override
    public int awaitVersionNumber(RunFolder run, RunState.StoredVersion version, Duration timeout) {
        return versionNumber(run, version)
                .orElseThrow(() -> new RatchetException(
                        "The version of '" + version.name() + "' was deleted from the local store."));
    }
}
