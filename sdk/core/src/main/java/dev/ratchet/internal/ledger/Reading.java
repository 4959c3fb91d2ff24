/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.History;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.VersionRef;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Questions to a ledger. */
public final class Reading {

    private final Observer observer;

    /** Asks over a protocol's stores. */
    public Reading(Protocol protocol) {
        this.observer = protocol.observer();
    }

    /** Who is champion. */
    public Champion champion(String model, String alias) {
        return observer.observe(model, alias).toChampion();
    }

    /** What the entries say. */
    public History history(String model) {
        Walk walk = observer.observe(model, NewChampion.ALIAS).walk();
        return new History(walk.entries(), Optional.ofNullable(walk.damage()), walk.repaired());
    }

    /** Who was champion. */
    public Optional<VersionRef> championAt(String model, String alias, Instant time) {
        View view = observer.observe(model, alias);
        Walk walk = view.walk();
        HistoryEntry before = null;
        HistoryEntry found = null;
        for (HistoryEntry entry : walk.entries()) {
            if (entry.time().isAfter(time)) {
                // What was lost before a repair may have come in between.
                requireNoHole(before, entry, time);
                return champion(found);
            }
            before = entry;
            if (entry.valid() && entry.entry().alias().equals(alias)) {
                found = entry;
            }
        }
        if (walk.damage() != null) {
            throw new ReconcileNeededException(view.explanation(ChampionState.DAMAGED), ChampionState.DAMAGED);
        }
        return champion(found);
    }

    private static Optional<VersionRef> champion(@org.jspecify.annotations.Nullable HistoryEntry entry) {
        return Optional.ofNullable(entry).flatMap(there -> there.entry().champion());
    }

    private static void requireNoHole(
            @org.jspecify.annotations.Nullable HistoryEntry before, HistoryEntry next, Instant time) {
        int last = before == null ? 0 : before.number();
        LedgerDamage told = next.entry().damage();
        if (next.entry().kind() == EntryKind.REPAIR && next.number() > last + 1 && told != null) {
            throw new ReconcileNeededException(
                    "Who was champion at " + time + " is not known: " + told + ". Entry " + next.number()
                            + " put that on record at " + next.time()
                            + "; ask for a time from then on, or before entry "
                            + Objects.toString(last) + ".",
                    ChampionState.DAMAGED);
        }
    }
}
