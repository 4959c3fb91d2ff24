/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.cache;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Removes packages that no living process uses. Everything here is done under the folder's lock.
 *
 * @param folder the cache
 */
record Eviction(CacheFolder folder) {

    private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);

    /**
     * A package as it is considered for removal.
     *
     * @param name what it is, for people
     * @param bytes how large it is; 0 when its manifest cannot be read
     */
    record Candidate(PackageEntry entry, String name, long bytes, long lastUsed) {}

    /** Every package, the one that was not used for longest first. */
    List<Candidate> candidates() throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (PackageEntry entry : folder.entries()) {
            String name = entry.key();
            long bytes = 0;
            try {
                Manifest manifest = entry.readManifest();
                name = manifest.name();
                bytes = manifest.bytes();
            } catch (IOException e) {
                LOG.debug("'{}' has no manifest that can be read: {}", entry.path(), e.getMessage());
            }
            candidates.add(new Candidate(entry, name, bytes, entry.lastUsed()));
        }
        candidates.sort(Comparator.comparingLong(Candidate::lastUsed));
        return candidates;
    }

    /** Removes what was not used for longest until so many bytes fit within the limit, or the rest is in use. */
    void makeRoom(long needed, long limit) throws IOException {
        List<Candidate> candidates = candidates();
        long[] total = {candidates.stream().mapToLong(Candidate::bytes).sum()};
        for (Candidate removed : remove(candidates, candidate -> {
            boolean tooMuch = total[0] + needed > limit;
            total[0] -= tooMuch ? candidate.bytes() : 0;
            return tooMuch;
        })) {
            LOG.info("{} was removed from the cache '{}' to make room.", removed.name(), folder.root());
        }
    }

    /** Removes those that are chosen and not in use, and gives what was removed. */
    List<Candidate> remove(List<Candidate> candidates, Predicate<Candidate> chosen) throws IOException {
        List<Candidate> removed = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!folder.uses().isUsed(candidate.entry().key()) && chosen.test(candidate)) {
                try {
                    folder.remove(candidate.entry());
                    removed.add(candidate);
                } catch (IOException e) {
                    // Somebody reads it who does not know of the cache; Windows then keeps it.
                    LOG.debug("'{}' is not removed now: {}", candidate.entry().path(), e.getMessage());
                }
            }
        }
        return removed;
    }
}
