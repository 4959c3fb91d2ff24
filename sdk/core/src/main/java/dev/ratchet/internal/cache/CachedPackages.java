/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import dev.ratchet.ModelCache;
import dev.ratchet.PruneReport;
import dev.ratchet.RatchetException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Counts and removes the packages of a cache, for people who look after it. */
public final class CachedPackages {

    private final CacheFolder folder;

    /** Looks at a directory, which need not be there. */
    public CachedPackages(Path directory) {
        this.folder = new CacheFolder(directory);
    }

    /** How many packages there are, and their bytes. */
    public ModelCache.Contents contents() {
        try {
            List<Eviction.Candidate> all = new Eviction(folder).candidates();
            return new ModelCache.Contents(
                    all.size(),
                    all.stream().mapToLong(Eviction.Candidate::bytes).sum());
        } catch (IOException e) {
            throw new RatchetException(
                    "The cache of models '" + folder.root() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Removes what was not used since a time and is not in use. */
    public PruneReport prune(long since) {
        if (!Files.isDirectory(folder.root())) {
            return new PruneReport(List.of(), 0, 0);
        }
        try {
            return folder.locked(() -> {
                folder.clean();
                Eviction eviction = new Eviction(folder);
                List<Eviction.Candidate> all = eviction.candidates();
                List<Eviction.Candidate> removed = eviction.remove(all, candidate -> candidate.lastUsed() <= since);
                return new PruneReport(
                        removed.stream().map(Eviction.Candidate::name).toList(),
                        removed.stream().mapToLong(Eviction.Candidate::bytes).sum(),
                        all.size() - removed.size());
            });
        } catch (IOException e) {
            throw new RatchetException(
                    "The cache of models '" + folder.root() + "' cannot be changed: " + e.getMessage()
                            + ". Give its files back to this user, or delete the directory.",
                    e);
        }
    }
}
