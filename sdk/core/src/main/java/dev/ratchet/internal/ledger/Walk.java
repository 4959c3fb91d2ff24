/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HeadAnchor;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.ledger.VersionRef;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a ledger's entries and anchors mean; everybody computes the same.
 *
 * @param ledger the ledger's id, or empty where there is none
 * @param entries what is sound, by number, void entries included
 * @param heads the last valid entry of every alias
 * @param chains the hash of everything up to a sound entry, and at 0 the one before the first
 * @param damage why the rest is not believed, null for a sound ledger
 * @param repaired damages that a repair has passed
 */
record Walk(
        String ledger,
        List<HistoryEntry> entries,
        Map<String, HistoryEntry> heads,
        Map<Integer, String> chains,
        @Nullable LedgerDamage damage,
        List<LedgerDamage> repaired) {

    Walk {
        entries = List.copyOf(entries);
        heads = Map.copyOf(heads);
        chains = Map.copyOf(chains);
        repaired = List.copyOf(repaired);
    }

    Optional<HistoryEntry> head(String alias) {
        return Optional.ofNullable(heads.get(alias));
    }

    Optional<VersionRef> champion(String alias) {
        return head(alias).flatMap(head -> head.entry().champion());
    }

    int headNumber(String alias) {
        return head(alias).map(HistoryEntry::number).orElse(0);
    }

    /** The last sound entry, 0 for none. */
    int last() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
    }

    String chain(int number) {
        return chains.getOrDefault(number, "");
    }

    Optional<HistoryEntry> entry(int number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    HeadAnchor anchor(HistoryEntry head, String where) {
        return new HeadAnchor(ledger, head.entry().alias(), head.number(), head.chain(), where);
    }

    /** Whether an entry speaks of an older ledger that this one goes on from. */
    static boolean replaces(LedgerEntry entry, String otherLedger) {
        LedgerDamage told = entry.damage();
        return entry.kind() == EntryKind.REPAIR
                && told != null
                && !told.otherLedger().isEmpty()
                && (otherLedger.isEmpty() || told.otherLedger().equals(otherLedger));
    }
}
