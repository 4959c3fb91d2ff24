/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.ledger.VersionRef;

import java.util.LinkedHashMap;
import java.util.Map;

/** An entry of the ledger for people; what counts is in the ledger. */
final class EntryCopy {

    private EntryCopy() {}

    static Map<String, Object> of(HistoryEntry made) {
        LedgerEntry entry = made.entry();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entry", made.number());
        json.put("time", made.time().toString());
        json.put("chain", made.chain());
        json.put("ledger", entry.ledger());
        json.put("id", entry.id());
        json.put("alias", entry.alias());
        json.put("kind", entry.kind().name());
        entry.before().ifPresent(version -> json.put("from", version(version)));
        entry.champion().ifPresent(version -> json.put("to", version(version)));
        json.put(
                "decision",
                Map.of("run", entry.decision().run(), "digest", entry.decision().digest()));
        json.put("actor", entry.actor().toString());
        json.put("reason", entry.reason());
        return json;
    }

    private static Map<String, Object> version(VersionRef version) {
        return Map.of("version", version.version(), "run", version.run(), "packageDigest", version.packageDigest());
    }
}
