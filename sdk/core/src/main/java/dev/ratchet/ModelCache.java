/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import dev.ratchet.internal.cache.CachedPackages;
import dev.ratchet.internal.config.ModelCacheSettings;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The cache of downloaded models, which all processes of a user share: where it is, what it holds, and making it
 * smaller. Nothing is made where there is no cache yet. Safe to share between threads.
 */
public final class ModelCache {

    private final ModelCacheSettings settings;
    private final Clock clock;

    ModelCache(ModelCacheSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a cache holds.
     *
     * @param models how many packages
     * @param bytes the bytes of their files
     */
    public record Contents(int models, long bytes) {}

    /** Where it is, or would be. */
    public Path directory() {
        return settings.directory();
    }

    /** How many bytes of models it may hold. */
    public long limit() {
        return settings.limit();
    }

    /**
     * Counts what is there.
     *
     * @throws RatchetException when it cannot be read
     */
    public Contents contents() {
        return new CachedPackages(settings.directory()).contents();
    }

    /**
     * Removes the models that no living process uses, and what processes that died left behind.
     *
     * @param unused for how long a model must not have been used; zero removes all
     * @throws RatchetException when the cache cannot be changed
     */
    public PruneReport prune(Duration unused) {
        if (unused.isNegative()) {
            throw new IllegalArgumentException("unused < 0: " + unused + ". Give 0 to remove all models.");
        }
        return new CachedPackages(settings.directory()).prune(clock.millis() - unused.toMillis());
    }
}
