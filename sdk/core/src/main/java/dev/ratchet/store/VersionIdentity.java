/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import dev.ratchet.NotFoundException;

import java.util.Map;
import java.util.Optional;

/**
 * What tells a version from all others, and can be read when its run is gone.
 *
 * @param number the version
 * @param createdTime milliseconds since 1970
 * @param runId the run that made it, or empty
 * @param tags tags by key
 */
public record VersionIdentity(int number, long createdTime, String runId, Map<String, String> tags) {

    /** Copies the tags. */
    public VersionIdentity {
        tags = Map.copyOf(tags);
    }

    /** The identity of a version that was read as a whole. */
    public static VersionIdentity of(VersionRecord version) {
        return new VersionIdentity(version.number(), version.createdTime(), version.runId(), version.tags());
    }

    /** Who a version of a registry is, empty where there is none. */
    public static Optional<VersionIdentity> find(ModelRegistry registry, String model, int version) {
        try {
            return Optional.of(of(registry.version(model, version)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
