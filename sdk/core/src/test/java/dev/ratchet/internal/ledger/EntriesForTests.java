/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HeadAnchor;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.LedgerRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger that grows entry by entry, as honest writers make it. */
final class EntriesForTests {

    static final String LEDGER = "l";

    final List<LedgerRecord.Entry> raw = new ArrayList<>();
    private final List<String> chains = new ArrayList<>(List.of(EntryText.chainOf(LEDGER)));

    static LedgerEntry entry(int seen, String chain, int follows, String alias, int to) {
        return new LedgerEntry(
                LEDGER,
                "id-" + to,
                seen,
                chain,
                follows,
                alias,
                EntryKind.PROMOTE,
                null,
                new VersionRef(to, 100L + to, "run", "digest"),
                new DecisionRef("decision", "abc"),
                Actor.claimed("ci"),
                "é \"better\"",
                Instant.parse("2026-11-21T10:00:00Z"),
                null,
                null);
    }

    /** Adds an entry of an author who has seen everything up to {@code seen}. */
    EntriesForTests add(int seen, int follows, String alias, int to, long created) {
        String text = EntryText.write(entry(seen, chains.get(seen), follows, alias, to));
        chains.add(EntryText.chainOf(chains.get(chains.size() - 1), text));
        raw.add(new LedgerRecord.Entry(raw.size() + 1, created, Map.of(EntryTags.ENTRY, text)));
        return this;
    }

    String chain(int number) {
        return chains.get(number);
    }

    Walk walk(HeadAnchor... heads) {
        return Walker.walk(new Anchors(LEDGER, List.of(heads)), new LedgerRecord(LEDGER, raw, 1000));
    }

    HeadAnchor anchor(int number) {
        return new HeadAnchor(LEDGER, "champion", number, chain(number), "the model");
    }
}
