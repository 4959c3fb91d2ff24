/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.config.ModelCacheSettings;
import dev.ratchet.internal.config.Servers;
import dev.ratchet.internal.config.Settings;
import dev.ratchet.internal.delivery.RunInspector;
import dev.ratchet.internal.local.LocalStores;
import dev.ratchet.internal.local.RunFolder;
import dev.ratchet.internal.local.StoreLayout;
import dev.ratchet.store.Stores;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a local store and its server without beginning anything: no directory is made, no run is delivered, and the
 * server hears nothing before its stores are asked. Everything works on its own, so that a wrong address does not hide
 * the local store. For use by one thread at a time.
 */
public final class Inspection implements AutoCloseable {

    private final Settings settings;
    private final StoreLayout layout;
    private final Clock clock;
    private @Nullable Stores local;
    private @Nullable Stores server;

    Inspection(Settings settings, Clock clock) {
        this.settings = settings;
        this.layout = new StoreLayout(settings.home().toAbsolutePath().normalize());
        this.clock = clock;
    }

    /** Where the local store is or would be. */
    public Path directory() {
        return layout.root();
    }

    /** The local store's interfaces; empty where there is no store yet. */
    public Optional<Stores> local() {
        if (local == null && layout.exists()) {
            local = LocalStores.of(layout, clock);
        }
        return Optional.ofNullable(local);
    }

    /**
     * The server's interfaces, not connected yet; empty where none is set.
     *
     * @throws MisconfiguredException when the settings cannot work, with what to change
     */
    public Optional<Stores> server() {
        if (server == null) {
            server = Servers.open(settings).orElse(null);
        }
        return Optional.ofNullable(server);
    }

    /**
     * The cache of downloaded models; empty where it is switched off.
     *
     * @throws MisconfiguredException when its settings cannot work, with what is allowed
     */
    public Optional<ModelCache> modelCache() {
        return ModelCacheSettings.of(settings).map(found -> new ModelCache(found, clock));
    }

    /** The keys of the local store that begin with a text, sorted; with the empty text all of them. */
    public List<String> runKeys(String beginning) {
        return folders().stream()
                .map(RunFolder::key)
                .filter(key -> key.startsWith(beginning))
                .sorted()
                .toList();
    }

    /**
     * How every run of the local store fares, in order of their start; deleted runs are left out. What waits is told for
     * the server that is set and usable, without asking it. A run that cannot be read is there, with the reason among its
     * damages.
     */
    public List<RunHealth> runs() {
        return new RunInspector(serverOrNull()).inspect(folders());
    }

    private @Nullable Stores serverOrNull() {
        try {
            return server().orElse(null);
        } catch (MisconfiguredException e) {
            return null;
        }
    }

    private List<RunFolder> folders() {
        return layout.exists() ? layout.allRuns() : List.of();
    }

    /** Releases connections. Idempotent. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
        if (local != null) {
            local.close();
            local = null;
        }
    }
}
