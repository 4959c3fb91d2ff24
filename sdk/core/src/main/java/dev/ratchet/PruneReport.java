/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import java.util.List;

/**
 * What {@link Ratchet#prune} removed from the local store, or {@link ModelCache#prune} from the cache of models.
 *
 * @param removed the keys of the runs that were removed, all of which are on the server; or the names of the models
 * @param bytes the bytes of their files and model packages
 * @param kept how many are still there: runs that are not delivered, too young, or needed by a run that stays; models
 *     that are in use, or were used lately
 */
public record PruneReport(List<String> removed, long bytes, int kept) {

    /** Copies the keys. */
    public PruneReport {
        removed = List.copyOf(removed);
    }
}
