/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RefusedException;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HeadAnchor;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.LedgerDamage.Kind;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.store.LedgerRecord;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges entries in order. An entry is valid when it follows the head that its alias has at the entry's own number; the
 * first thing that does not fit is damage, and only a repair that names the last sound entry goes on from there.
 */
final class Walker {

    private final Anchors anchors;
    private final LedgerRecord record;
    private final Function<String, LedgerEntry> reader;
    private final List<HistoryEntry> sound = new ArrayList<>();
    private final Map<String, HistoryEntry> heads = new HashMap<>();
    private final Map<Integer, String> chains = new HashMap<>();
    private final List<LedgerDamage> repaired = new ArrayList<>();
    private final List<int[]> holes = new ArrayList<>();

    /** The last entry processed. */
    private int reached;
    /** The last entry that a later one, or an anchor, has vouched for. */
    private int vouched;

    private @Nullable LedgerDamage damage;

    private Walker(Anchors anchors, LedgerRecord record, Function<String, LedgerEntry> reader) {
        this.reader = reader;
        this.anchors = anchors;
        this.record = record;
    }

    static Walk walk(Anchors anchors, LedgerRecord record) {
        return walk(anchors, record, EntryText::read);
    }

    /** The same with another way to read an entry's text. */
    static Walk walk(Anchors anchors, LedgerRecord record, Function<String, LedgerEntry> reader) {
        return new Walker(anchors, record, reader).run();
    }

    private Walk run() {
        chains.put(0, EntryText.chainOf(record.id()));
        checkBeginning();
        for (LedgerRecord.Entry entry : record.entries()) {
            step(entry);
        }
        if (damage == null) {
            checkAnchors();
        }
        return new Walk(record.id(), sound, heads, chains, damage, repaired);
    }

    private void checkBeginning() {
        String named = anchors.ledger();
        if (record.id().isEmpty() && !(named.isEmpty() && anchors.heads().isEmpty())) {
            String other = named.isEmpty() ? anchors.heads().get(0).ledger() : named;
            damaged(Kind.MISSING, 1, 0, null, other, "the whole ledger was deleted, or the model was renamed");
        } else if (!record.id().isEmpty() && !named.isEmpty() && !named.equals(record.id())) {
            damaged(
                    Kind.FOREIGN,
                    1,
                    0,
                    null,
                    named,
                    "the model names ledger " + named + ", and the ledger that is there is " + record.id()
                            + ": it was deleted and made anew");
        }
    }

    private void damaged(
            Kind kind, int at, int lastGood, @Nullable HeadAnchor anchor, String otherLedger, String explanation) {
        cut(lastGood);
        damage = new LedgerDamage(kind, at, lastGood, anchor, otherLedger, explanation);
    }

    /** Forgets what was believed after an entry. */
    private void cut(int lastGood) {
        sound.removeIf(entry -> entry.number() > lastGood);
        chains.keySet().removeIf(number -> number > lastGood);
        heads.clear();
        sound.stream()
                .filter(HistoryEntry::valid)
                .forEach(entry -> heads.put(entry.entry().alias(), entry));
        reached = Math.min(reached, lastGood);
        vouched = Math.min(vouched, lastGood);
    }

    private void step(LedgerRecord.Entry raw) {
        LedgerEntry entry = null;
        String problem = "";
        String text = raw.tags().getOrDefault(EntryTags.ENTRY, "");
        try {
            entry = reader.apply(text);
        } catch (IllegalArgumentException | RefusedException e) {
            problem = e.getMessage();
        }
        if (damage == null && raw.number() != reached + 1) {
            int last = raw.number() - 1;
            String which =
                    last == reached + 1 ? "entry " + last + " is" : "entries " + (reached + 1) + " to " + last + " are";
            damaged(Kind.MISSING, reached + 1, reached, null, "", which + " missing");
        }
        if (damage == null && entry == null) {
            damaged(
                    Kind.UNREADABLE,
                    raw.number(),
                    reached,
                    null,
                    "",
                    "entry " + raw.number() + " cannot be read: " + problem);
        }
        if (entry != null) {
            if (damage == null) {
                judge(raw, entry, text);
            } else if (damage.lastGood() == entry.seen()
                    && repairs(raw, entry)
                    && (damage.otherLedger().isEmpty() || Walk.replaces(entry, damage.otherLedger()))) {
                repair(raw, entry, text, damage);
            }
        }
    }

    private void judge(LedgerRecord.Entry raw, LedgerEntry entry, String text) {
        int number = raw.number();
        if (!entry.ledger().equals(record.id())) {
            damaged(
                    Kind.FOREIGN,
                    number,
                    reached,
                    null,
                    "",
                    "entry " + number + " belongs to ledger " + entry.ledger());
        } else if (entry.seen() >= number) {
            String claim = "entry " + number + " says that it has seen entry " + entry.seen();
            damaged(Kind.CHANGED, number, reached, null, "", claim);
        } else if (showsUnseenDamage(raw, entry)) {
            LedgerDamage told = entry.damage();
            cut(entry.seen());
            repair(raw, entry, text, java.util.Objects.requireNonNull(told));
        } else if (inHole(entry.seen())) {
            // What its author saw is not believed any more.
            accept(raw, entry, text, false);
        } else if (!entry.chain().equals(chains.get(entry.seen()))) {
            damaged(
                    Kind.CHANGED,
                    vouched + 1,
                    vouched,
                    null,
                    "",
                    changed(vouched + 1, entry.seen(), "entry " + number));
        } else {
            vouched = Math.max(vouched, entry.seen());
            boolean valid = entry.follows() == headNumber(entry.alias());
            accept(raw, entry, text, valid);
            LedgerDamage told = entry.damage();
            if (valid && told != null) {
                repaired.add(told);
            }
        }
    }

    private static String changed(int first, int last, String witness) {
        String which =
                first == last ? "entry " + first + " was" : "one of the entries " + first + " to " + last + " was";
        return which + " changed after it was written, as " + witness + " tells (or that was changed itself)";
    }

    private int headNumber(String alias) {
        HistoryEntry head = heads.get(alias);
        return head == null ? 0 : head.number();
    }

    private boolean inHole(int number) {
        return holes.stream().anyMatch(hole -> hole[0] <= number && number <= hole[1]);
    }

    /** Whether this is a repair of this ledger that goes on from the entry it has seen. */
    private boolean repairs(LedgerRecord.Entry raw, LedgerEntry entry) {
        int head = sound.stream()
                .filter(before -> before.number() <= entry.seen())
                .filter(before -> before.valid() && before.entry().alias().equals(entry.alias()))
                .mapToInt(HistoryEntry::number)
                .max()
                .orElse(0);
        return entry.kind() == EntryKind.REPAIR
                && entry.seen() < raw.number()
                && entry.ledger().equals(record.id())
                && entry.chain().equals(chains.get(entry.seen()))
                && entry.follows() == head;
    }

    /** A repair may tell of what no longer shows: the anchor that showed it has been renewed since. */
    private boolean showsUnseenDamage(LedgerRecord.Entry raw, LedgerEntry entry) {
        LedgerDamage told = entry.damage();
        if (told == null
                || entry.seen() == raw.number() - 1
                || !repairs(raw, entry)
                || holes.stream().anyMatch(hole -> hole[1] >= entry.seen())) {
            return false;
        }
        HeadAnchor anchor = told.anchor();
        return Walk.replaces(entry, "")
                || (anchor != null
                        && anchor.number() > entry.seen()
                        && anchor.ledger().equals(record.id())
                        && !anchor.chain().equals(chains.get(anchor.number())));
    }

    private void repair(LedgerRecord.Entry raw, LedgerEntry entry, String text, LedgerDamage passed) {
        if (raw.number() > entry.seen() + 1) {
            holes.add(new int[] {entry.seen() + 1, raw.number() - 1});
        }
        repaired.add(passed);
        damage = null;
        reached = entry.seen();
        accept(raw, entry, text, true);
        vouched = reached;
    }

    private void accept(LedgerRecord.Entry raw, LedgerEntry entry, String text, boolean valid) {
        String chain = EntryText.chainOf(java.util.Objects.requireNonNull(chains.get(reached)), text);
        Instant created = Instant.ofEpochMilli(raw.createdTime());
        Instant time = Stream.concat(
                        Stream.of(created),
                        sound.stream().skip(Math.max(0, sound.size() - 1)).map(HistoryEntry::time))
                .max(Comparator.naturalOrder())
                .orElse(created);
        boolean confirmed = raw.tags().containsKey(EntryTags.CONFIRMED);
        HistoryEntry judged = new HistoryEntry(raw.number(), time, entry, valid, confirmed, chain);
        reached = raw.number();
        chains.put(reached, chain);
        sound.add(judged);
        if (valid) {
            heads.put(entry.alias(), judged);
        }
    }

    private void checkAnchors() {
        if (anchors.ledger().isEmpty() && !sound.isEmpty() && !isBeingAnchored()) {
            damaged(
                    Kind.NOT_ANCHORED,
                    1,
                    reached,
                    null,
                    "",
                    "the model does not name its ledger: its tag " + EntryTags.LEDGER
                            + " was removed, or it was deleted and made anew");
        }
        anchors.heads().stream()
                .sorted(Comparator.comparingInt(HeadAnchor::number))
                .forEach(anchor -> {
                    if (damage == null) {
                        check(anchor);
                    }
                });
    }

    /** Whether a repair of just that is not completed yet. */
    private boolean isBeingAnchored() {
        HistoryEntry last = sound.get(sound.size() - 1);
        LedgerDamage told = last.entry().damage();
        return last.valid() && !last.confirmed() && told != null && told.kind() == Kind.NOT_ANCHORED;
    }

    private void check(HeadAnchor anchor) {
        int number = anchor.number();
        if (repaired.stream().anyMatch(told -> anchor.equals(told.anchor()))) {
            return;
        }
        if (number == 0) {
            damaged(
                    Kind.CHANGED,
                    1,
                    reached,
                    anchor,
                    "",
                    "the anchor on " + anchor.where() + " cannot be read: '" + anchor.chain() + "'");
        } else if (!anchor.ledger().equals(record.id())) {
            if (sound.stream().noneMatch(entry -> Walk.replaces(entry.entry(), anchor.ledger()))) {
                String told = anchor.where() + " names an entry of ledger " + anchor.ledger();
                damaged(Kind.FOREIGN, 1, reached, anchor, "", told);
            }
        } else if (!inHole(number)) {
            checkOwn(anchor);
        }
    }

    private void checkOwn(HeadAnchor anchor) {
        int number = anchor.number();
        if (number > reached) {
            String told = "entry " + number + " is missing, which " + anchor.where() + " names";
            damaged(Kind.MISSING, reached + 1, reached, anchor, "", told);
        } else if (anchor.chain().equals(chains.get(number))) {
            vouched = Math.max(vouched, number);
        } else if (number <= vouched) {
            String told = "the anchor on " + anchor.where() + " does not fit entry " + number + ": it was changed";
            damaged(Kind.CHANGED, number, reached, anchor, "", told);
        } else {
            String told = changed(vouched + 1, number, "the anchor on " + anchor.where());
            damaged(Kind.CHANGED, vouched + 1, vouched, anchor, "", told);
        }
    }
}
