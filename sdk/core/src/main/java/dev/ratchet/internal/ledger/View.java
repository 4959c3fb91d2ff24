/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.Champion;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.VersionIdentity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ledger and an alias as they were read.
 *
 * @param model the registered model
 * @param alias the alias
 * @param tags the registered model's
 * @param current the version that the alias points to
 * @param champion the version that the ledger says, as the registry has it; empty where it is not there
 * @param record the ledger's entries
 * @param walk what they mean
 */
record View(
        String model,
        String alias,
        Map<String, String> tags,
        Optional<VersionIdentity> current,
        Optional<VersionIdentity> champion,
        LedgerRecord record,
        Walk walk) {

    /** The longest that a request of a dead client can still be on its way. */
    static final long LONGEST_REQUEST_MILLIS = 600_000;

    Optional<HistoryEntry> head() {
        return walk.head(alias);
    }

    ChampionState state() {
        if (walk.damage() != null) {
            return ChampionState.DAMAGED;
        }
        Optional<VersionRef> said = walk.champion(alias);
        if (said.isPresent()
                && champion.filter(there -> isSame(said.get(), there)).isEmpty()) {
            return ChampionState.MOVED_BY_HAND;
        }
        Optional<Integer> at = current.map(VersionIdentity::number);
        boolean unfinished = head().filter(head -> !head.confirmed()).isPresent();
        List<HistoryEntry> beingMoved = beingMoved();
        if (at.equals(number(said))) {
            return unfinished || !beingMoved.isEmpty() ? ChampionState.OPEN : ChampionState.IN_STEP;
        }
        boolean before = unfinished
                && at.equals(number(head().flatMap(head -> head.entry().before())));
        boolean late = beingMoved.stream()
                .anyMatch(entry -> at.equals(number(entry.entry().champion())));
        return before || late ? ChampionState.OPEN : ChampionState.MOVED_BY_HAND;
    }

    /**
     * Whether the alias must be moved before anything is added: an entry that follows one whose move was never completed
     * would leave the alias two steps behind.
     */
    boolean needsMove() {
        boolean there = current.map(VersionIdentity::number).equals(number(walk.champion(alias)));
        return state() == ChampionState.OPEN
                && !(there && head().filter(HistoryEntry::confirmed).isPresent());
    }

    private static Optional<Integer> number(Optional<VersionRef> version) {
        return version.map(VersionRef::version);
    }

    static boolean isSame(VersionRef said, VersionIdentity there) {
        return said.isSame(References.of(there));
    }

    /** The valid entries of this alias that have a mark of a mover whose requests may still come. */
    private List<HistoryEntry> beingMoved() {
        Set<Integer> marked = record.entries().stream()
                .filter(raw -> raw.tags().entrySet().stream()
                        .anyMatch(tag -> tag.getKey().startsWith(EntryTags.MOVER)
                                && record.time() - markTime(tag.getValue()) < LONGEST_REQUEST_MILLIS))
                .map(LedgerRecord.Entry::number)
                .collect(Collectors.toSet());
        return walk.entries().stream()
                .filter(entry -> entry.valid() && entry.entry().alias().equals(alias))
                .filter(entry -> marked.contains(entry.number()))
                .toList();
    }

    /** When a mark was set, by the store's clock; one that cannot be read is old. */
    static long markTime(String value) {
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    /** Whether both show the same entries, marks and alias. */
    boolean isLike(View other) {
        return record.id().equals(other.record.id())
                && record.entries().equals(other.record.entries())
                && current.equals(other.current)
                && champion.equals(other.champion)
                && Objects.equals(walk.damage(), other.walk.damage());
    }

    Champion toChampion() {
        ChampionState state = state();
        boolean named = state == ChampionState.IN_STEP || state == ChampionState.OPEN;
        return new Champion(
                model,
                alias,
                state,
                named ? walk.champion(alias) : Optional.empty(),
                named ? head() : Optional.empty(),
                explanation(state));
    }

    String explanation(ChampionState state) {
        String at = current.map(version -> "version " + version.number()).orElse("no version");
        String said = walk.champion(alias)
                .map(version -> "version " + version.version())
                .orElse("no version");
        return switch (state) {
            case DAMAGED ->
                "'" + model + "': " + walk.damage()
                        + ". No champion is named until people have looked at it (verify) and the damage is recorded:"
                        + " reconcile " + model + " --repair --reason TEXT.";
            case MOVED_BY_HAND ->
                "The alias '" + alias + "' of '" + model + "' points to " + at + ", and the ledger says "
                        + (head().isEmpty()
                                ? "nothing yet"
                                : said + (at.equals(said) ? ", which is not the one that was promoted" : ""))
                        + (current.isEmpty()
                                        || champion.isPresent()
                                        || walk.champion(alias).isEmpty()
                                ? ""
                                : ", which is gone or was replaced")
                        + ": it was moved by hand. Accept that by reconcile " + model + " --adopt --reason TEXT"
                        + (champion.isPresent() ? ", or undo it by --restore." : ".");
            case OPEN ->
                "A promotion of '" + model + "' to " + said
                        + " is under way or was broken off; the next one, or reconcile, completes it.";
            case IN_STEP ->
                head().isEmpty()
                        ? "Nothing of '" + model + "' was promoted to '" + alias + "' yet."
                        : "The alias '" + alias + "' of '" + model + "' points to " + said + ", as the ledger says.";
        };
    }
}
