/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.List;
import java.util.Optional;

/**
 * Registered models, their versions and aliases. Calls and errors are as for {@link TrackingStore}.
 *
 * <p>Version numbers start at 1, are handed out one by one also under concurrency, and are never used again. An alias
 * is {@code [A-Za-z0-9_-]+}, case-sensitive, not {@code latest} and not {@code v<number>}. Model names have neither
 * {@code /} nor {@code :}.
 */
public interface ModelRegistry {

    /** Creates a version, and its registered model where there is none; sent once. */
    VersionRecord createVersion(NewVersion version);

    /** The versions with a key, the oldest first; empty for an unknown model. */
    List<VersionRecord> findVersions(String name, String key);

    /** A version by number, or {@link dev.ratchet.NotFoundException}. */
    VersionRecord version(String name, int number);

    /** The version an alias points to; empty when the alias is not set or its version was deleted. */
    Optional<VersionRecord> versionByAlias(String name, String alias);

    /** All versions in order of their numbers; empty for an unknown model. */
    List<VersionRecord> versions(String name);

    /** Points an alias to a version, away from another. */
    void setAlias(String name, String alias, int number);

    /** Removes an alias; removing one that is not set changes nothing. */
    void deleteAlias(String name, String alias);

    /** Sets a tag of a version. */
    void setVersionTag(String name, int number, String key, String value);

    /** Deletes a version; its number is not used again. */
    void deleteVersion(String name, int number);
}
