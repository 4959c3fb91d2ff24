/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.LedgerEntry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Entries by their text: reading one in canonical form takes longer than finding it again. */
final class KnownEntries {

    /** About 10 MB. */
    private static final int MOST = 5_000;

    private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();

    /** As {@link EntryText#read}. */
    LedgerEntry read(String text) {
        LedgerEntry known = entries.get(text);
        if (known != null) {
            return known;
        }
        LedgerEntry read = EntryText.read(text);
        if (entries.size() >= MOST) {
            entries.clear();
        }
        entries.put(text, read);
        return read;
    }
}
