/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet;

import java.util.List;

/**
 * What {@link Ratchet#prune} removed from the local store.
 *
 * @param removed the keys of the runs that were removed; all of them are on the server
 * @param bytes the bytes of their files and model packages
 * @param kept how many runs are still in the store: not delivered, too young, or needed by a run that stays
 */
public record PruneReport(List<String> removed, long bytes, int kept) {

    /** Copies the keys. */
    public PruneReport {
        removed = List.copyOf(removed);
    }
}
