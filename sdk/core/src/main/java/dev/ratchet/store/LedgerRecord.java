/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ledger as a store keeps it.
 *
 * @param id the random id it was made with; empty where there is no ledger
 * @param entries by number; a number that is missing was deleted
 * @param time the store's own clock at the time of reading, milliseconds since 1970
 */
public record LedgerRecord(String id, List<Entry> entries, long time) {

    /** Copies the entries. */
    public LedgerRecord {
        entries = List.copyOf(entries);
    }

    /** The same with other entries from a number on. */
    public LedgerRecord from(int number, List<Entry> other, long otherTime) {
        List<Entry> all = new ArrayList<>(entries);
        all.removeIf(entry -> entry.number() >= number);
        all.addAll(other);
        return new LedgerRecord(id, all, otherTime);
    }

    /**
     * An entry.
     *
     * @param number from 1
     * @param createdTime by the store's own clock, milliseconds since 1970
     * @param tags what it was created with, and the marks that were set since
     */
    public record Entry(int number, long createdTime, Map<String, String> tags) {

        /** Sorts what it copies by key. */
        public Entry {
            tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        }
    }
}
