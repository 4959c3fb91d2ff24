/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RefusedException;
import dev.ratchet.internal.io.FileOps;
import dev.ratchet.internal.json.Json;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HeadAnchor;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.ledger.StageMove;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.VersionRecord;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Entries as canonical JSON (RFC 8785), and the chain of their hashes. */
public final class EntryText {

    /** The longest entry in bytes; a tag of MLflow 2 takes 5,000. */
    public static final int LONGEST = 4500;

    private static final long FORMAT = 1;

    private EntryText() {}

    /** The hash before the first entry. */
    public static String chainOf(String ledger) {
        return FileOps.sha256(ledger.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash after one more entry. */
    public static String chainOf(String before, String entry) {
        MessageDigest digest = FileOps.sha256();
        digest.update(HexFormat.of().parseHex(before));
        digest.update(entry.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The text of an entry.
     *
     * @throws RefusedException when it is too long, with how much
     */
    public static String write(LedgerEntry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("ledger", entry.ledger());
        json.put("id", entry.id());
        json.put("seen", entry.seen());
        json.put("chain", entry.chain());
        json.put("follows", entry.follows());
        json.put("alias", entry.alias());
        json.put("kind", entry.kind().name());
        put(json, "from", version(entry.from()));
        put(json, "to", version(entry.to()));
        if (!entry.decision().isNone()) {
            json.put(
                    "decision",
                    Map.of(
                            "run",
                            entry.decision().run(),
                            "digest",
                            entry.decision().digest()));
        }
        json.put(
                "actor",
                Map.of(
                        "name",
                        entry.actor().name(),
                        "known",
                        entry.actor().known().word()));
        json.put("reason", entry.reason());
        json.put("clientTime", entry.clientTime().toString());
        put(json, "stage", stage(entry.stage()));
        put(json, "damage", damage(entry.damage()));
        String text = canonical(json);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST) {
            throw new RefusedException("The ledger entry has " + bytes + " bytes, and at most " + LONGEST
                    + " are allowed: shorten the reason, which has "
                    + entry.reason().length() + " characters.");
        }
        return text;
    }

    private static void put(Map<String, @Nullable Object> json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static @Nullable Object version(@Nullable VersionRef version) {
        return version == null
                ? null
                : Map.of(
                        "version",
                        version.version(),
                        "created",
                        version.created(),
                        "run",
                        version.run(),
                        "packageDigest",
                        version.packageDigest());
    }

    private static @Nullable Object stage(@Nullable StageMove stage) {
        return stage == null ? null : Map.of("name", stage.stage().label(), "archiveExisting", stage.archiveExisting());
    }

    private static @Nullable Object damage(@Nullable LedgerDamage damage) {
        if (damage == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", damage.kind().name());
        json.put("at", damage.at());
        json.put("lastGood", damage.lastGood());
        json.put("otherLedger", damage.otherLedger());
        json.put("explanation", damage.explanation());
        HeadAnchor anchor = damage.anchor();
        if (anchor != null) {
            json.put(
                    "anchor",
                    Map.of(
                            "ledger", anchor.ledger(),
                            "alias", anchor.alias(),
                            "number", anchor.number(),
                            "chain", anchor.chain(),
                            "where", anchor.where()));
        }
        return json;
    }

    private static String canonical(Map<String, @Nullable Object> json) {
        try {
            return new JsonCanonicalizer(Json.write(json)).getEncodedString();
        } catch (IOException e) {
            throw new IllegalStateException("Own JSON has no canonical form: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is no entry of this format in canonical form, with the reason
     */
    static LedgerEntry read(String text) {
        Map<String, @Nullable Object> json = Json.readObject(text);
        Object format = json.get("format");
        if (!Long.valueOf(FORMAT).equals(format)) {
            throw new IllegalArgumentException(
                    "it has format " + format + ", and this release of Ratchet reads " + FORMAT);
        }
        if (!canonical(json).equals(text)) {
            throw new IllegalArgumentException("it is not in canonical form");
        }
        Fields fields = new Fields(json);
        try {
            return new LedgerEntry(
                    fields.text("ledger"),
                    fields.text("id"),
                    fields.number("seen"),
                    fields.text("chain"),
                    fields.number("follows"),
                    fields.text("alias"),
                    EntryKind.valueOf(fields.text("kind")),
                    version(fields.optional("from")),
                    version(fields.optional("to")),
                    decision(fields.optional("decision")),
                    actor(fields.of("actor")),
                    fields.text("reason"),
                    Instant.parse(fields.text("clientTime")),
                    stage(fields.optional("stage")),
                    damage(fields.optional("damage")));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("its time is none: " + e.getParsedString(), e);
        }
    }

    private static @Nullable VersionRef version(@Nullable Fields fields) {
        return fields == null
                ? null
                : new VersionRef(
                        fields.number("version"),
                        fields.bigNumber("created"),
                        fields.text("run"),
                        fields.text("packageDigest"));
    }

    private static DecisionRef decision(@Nullable Fields fields) {
        return fields == null ? DecisionRef.NONE : new DecisionRef(fields.text("run"), fields.text("digest"));
    }

    private static Actor actor(Fields fields) {
        return new Actor(
                fields.text("name"), Actor.Known.valueOf(fields.text("known").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable StageMove stage(@Nullable Fields fields) {
        return fields == null
                ? null
                : new StageMove(VersionRecord.Stage.of(fields.text("name")), fields.truth("archiveExisting"));
    }

    private static @Nullable LedgerDamage damage(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Fields anchor = fields.optional("anchor");
        return new LedgerDamage(
                LedgerDamage.Kind.valueOf(fields.text("kind")),
                fields.number("at"),
                fields.number("lastGood"),
                anchor == null
                        ? null
                        : new HeadAnchor(
                                anchor.text("ledger"),
                                anchor.text("alias"),
                                anchor.number("number"),
                                anchor.text("chain"),
                                anchor.text("where")),
                fields.text("otherLedger"),
                fields.text("explanation"));
    }
}
