/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli;

import dev.ratchet.cli.internal.text.Texts;
import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.ledger.VersionRef;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a ledger says, as text and as JSON. */
final class LedgerText {

    private LedgerText() {}

    static void print(CliContext context, Champion champion) {
        champion.version().ifPresent(version -> context.out().println("version " + version.version()));
        champion.head().ifPresent(head -> context.out().println(line(context, head)));
        context.out().println(champion.state() + ": " + Texts.printable(champion.explanation()));
    }

    static String line(CliContext context, HistoryEntry entry) {
        return Texts.time(entry.time().toEpochMilli(), context.zone()) + "  entry " + entry.number() + "  "
                + Texts.printable(entry.summary());
    }

    static Map<String, @Nullable Object> json(Champion champion) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", champion.model());
        json.put("alias", champion.alias());
        json.put("state", champion.state().name());
        json.put("version", champion.version().map(LedgerText::json).orElse(null));
        json.put("entry", champion.head().map(LedgerText::json).orElse(null));
        json.put("explanation", champion.explanation());
        return json;
    }

    static @Nullable Object json(@Nullable VersionRef version) {
        if (version == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.version());
        json.put("created", version.created());
        json.put("run", version.run());
        json.put("package_digest", version.packageDigest());
        return json;
    }

    static Map<String, @Nullable Object> json(HistoryEntry entry) {
        LedgerEntry said = entry.entry();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("time", entry.time().toString());
        json.put("valid", entry.valid());
        json.put("confirmed", entry.confirmed());
        json.put("alias", said.alias());
        json.put("kind", said.kind().name());
        json.put("from", json(said.from()));
        json.put("to", json(said.to()));
        json.put("decision_run", said.decision().run());
        json.put("decision_digest", said.decision().digest());
        json.put("actor", said.actor().name());
        json.put("actor_known", said.actor().known().word());
        json.put("reason", said.reason());
        json.put("chain", entry.chain());
        return json;
    }

    static @Nullable Object json(@Nullable LedgerDamage damage) {
        if (damage == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", damage.kind().name());
        json.put("at", damage.at());
        json.put("last_good", damage.lastGood());
        json.put("explanation", damage.explanation());
        return json;
    }
}
