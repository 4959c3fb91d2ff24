/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.RatchetException;
import dev.ratchet.internal.config.ModelCacheSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gets packages from servers: through the cache where there is one that works, else for one use. */
public final class Packages {

    private static final Logger LOG = LoggerFactory.getLogger(Packages.class);

    /** Long enough for some gigabytes; who waited so long downloads for itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final @Nullable PackageCache cache;
    private final Path cacheRoot;
    private final TemporaryPackages temporary;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Prepares getting; nothing is made before something is got.
     *
     * @param settings where the cache is; empty for none
     * @param scratch where packages for one use go
     */
    public Packages(Optional<ModelCacheSettings> settings, Path scratch, Clock clock) {
        this(settings, scratch, clock, PATIENCE);
    }

    Packages(Optional<ModelCacheSettings> settings, Path scratch, Clock clock, Duration patience) {
        this.cacheRoot = settings.map(ModelCacheSettings::directory).orElse(scratch);
        this.cache = settings.map(
                        given -> new PackageCache(new CacheFolder(given.directory()), given.limit(), clock, patience))
                .orElse(null);
        this.temporary = new TemporaryPackages(new CacheFolder(scratch));
    }

    /**
     * A package, from the cache where it is there and not damaged, else from its server.
     *
     * @throws RatchetException when the server does not give it, or there is no place for it
     */
    public Lease get(PackageSource source) {
        if (cache != null && source.cacheable()) {
            try {
                return cache.get(source);
            } catch (IOException e) {
                warn(e);
            }
        }
        try {
            return temporary.get(source);
        } catch (IOException e) {
            throw new RatchetException(
                    source.name() + " cannot be downloaded: " + reason(e)
                            + ". Free space, or give another store by RATCHET_HOME.",
                    e);
        }
    }

    /** Whether the cache seems to have what this address meant when its server was last asked. */
    public boolean knows(String address) {
        return cache != null && cache.knows(address);
    }

    /** The package that an address meant when its server was last asked; empty where it is not in the cache. */
    public Optional<Lease> find(String address) {
        try {
            return cache == null ? Optional.empty() : cache.find(address);
        } catch (IOException e) {
            warn(e);
            return Optional.empty();
        }
    }

    /** The cache's directory. */
    public Path cacheRoot() {
        return cacheRoot;
    }

    private void warn(IOException e) {
        String message = "The cache of models '{}' cannot be used: {}. Models are downloaded for one use each."
                + " RATCHET_MODEL_CACHE names another directory, or none.";
        if (warned.compareAndSet(false, true)) {
            LOG.warn(message, cacheRoot, reason(e));
        } else {
            LOG.debug(message, cacheRoot, reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException) {
            return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
        }
        return String.valueOf(e.getMessage());
    }
}
