/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import java.util.List;
import java.util.Optional;

/**
 * All that a ledger says.
 *
 * @param entries by number, up to a damage; also those that did not count
 * @param damage what ends it early; empty for a sound ledger
 * @param repaired damages that were recorded and passed, the oldest first
 */
public record History(List<HistoryEntry> entries, Optional<LedgerDamage> damage, List<LedgerDamage> repaired) {

    /** Copies the lists. */
    public History {
        entries = List.copyOf(entries);
        repaired = List.copyOf(repaired);
    }

    /** The entries that count for an alias. */
    public List<HistoryEntry> of(String alias) {
        return entries.stream()
                .filter(entry -> entry.valid() && entry.entry().alias().equals(alias))
                .toList();
    }
}
