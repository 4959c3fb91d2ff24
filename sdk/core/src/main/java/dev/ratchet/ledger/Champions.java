/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import dev.ratchet.Ratchet;
import dev.ratchet.internal.ledger.Operations;
import dev.ratchet.internal.ledger.Protocol;
import dev.ratchet.internal.ledger.Reading;
import dev.ratchet.internal.ledger.Verification;
import dev.ratchet.store.Stores;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is champion of a registered model, who was, and becoming it: of several that promote at the same time exactly one
 * wins, and the others are told who. Every change is an entry of the model's ledger; readers never write.
 *
 * <pre>{@code
 * Champions champions = Champions.of(ratchet);
 * Champion now = champions.champion("churn", "champion");
 * champions.promote(NewChampion.of("churn", 7, Actor.claimed("ci"), "lower log loss")
 *     .withExpected(now.version().orElse(null)));
 * }</pre>
 *
 * <p>Everything is a call to the store and waits for it; nothing is queued while a server is away. Safe to share between
 * threads, and between processes by the ledger itself. Every method throws {@link dev.ratchet.UnavailableException} when
 * the store does not answer: then the state is found out by the next call.
 */
public final class Champions {

    private final Protocol protocol;
    private final Reading reading;

    private Champions(Stores stores, Clock clock) {
        this.protocol = new Protocol(stores, clock);
        this.reading = new Reading(protocol);
    }

    /** The champions on the server where one is set, else in the local store. */
    public static Champions of(Ratchet ratchet) {
        return of(ratchet.stores());
    }

    /** The champions in these stores; their owner closes them. */
    public static Champions of(Stores stores) {
        return new Champions(stores, Clock.systemUTC());
    }

    /** Who is champion, and whether that can be relied on. Needs permission to read only. */
    public Champion champion(String model, String alias) {
        return reading.champion(model, alias);
    }

    /**
     * Who was champion at a time, by the ledger.
     *
     * @return empty where there was none yet
     * @throws ReconcileNeededException when the ledger is damaged and does not tell of that time
     */
    public Optional<VersionRef> championAt(String model, String alias, Instant time) {
        return reading.championAt(model, alias, time);
    }

    /** All that the ledger of a model says, up to a damage; empty for a model without one. */
    public History history(String model) {
        return reading.history(model);
    }

    /**
     * Makes a version champion in place of the one that the evidence was made against. A promotion that was broken off
     * is completed first.
     *
     * @return the entry that counts
     * @throws ChampionMovedException when another came first, with the winner
     * @throws ReconcileNeededException when the ledger is damaged or the alias was moved by hand
     * @throws dev.ratchet.NotFoundException when there is no such version
     * @throws dev.ratchet.RefusedException when the version is champion already, or the entry would be too long
     */
    public HistoryEntry promote(NewChampion wanted) {
        return new Operations(protocol).promote(wanted);
    }

    /**
     * Makes the champion before the present one champion again; two rollbacks go two steps back. The files of its package
     * are read and compared with their digest; its run may be gone.
     *
     * @param reason not blank
     * @throws ChampionMovedException when another change came first
     * @throws ReconcileNeededException when the ledger is damaged or the alias was moved by hand
     * @throws dev.ratchet.RefusedException when there is no earlier champion, or its files are not those that were
     *     promoted
     */
    public HistoryEntry rollback(String model, String alias, Actor actor, String reason) {
        return new Operations(protocol).rollback(model, alias, OptionalInt.empty(), actor, reason);
    }

    /** The same as {@link #rollback(String, String, Actor, String)}, to any version that once was champion. */
    public HistoryEntry rollback(String model, String alias, int version, Actor actor, String reason) {
        return new Operations(protocol).rollback(model, alias, OptionalInt.of(version), actor, reason);
    }

    /**
     * Checks the ledger against every anchor, and the versions and files that it names; reads every package that once
     * was champion. Changes nothing.
     */
    public LedgerReport verify(String model) {
        return new Verification(protocol).verify(model);
    }

    /**
     * Completes a promotion that was broken off and removes old marks. An alias that was moved by hand stays where it
     * is.
     *
     * @return how it is then
     * @throws ReconcileNeededException when the ledger is damaged
     */
    public Champion reconcile(String model, String alias) {
        new Operations(protocol).reconcile(model, alias);
        return champion(model, alias);
    }

    /**
     * Accepts where an alias was moved by hand, or was before there was a ledger; an alias that was deleted means that
     * there is no champion.
     *
     * @param reason not blank
     * @throws dev.ratchet.RefusedException when it was not moved by hand
     * @throws ReconcileNeededException when the ledger is damaged
     */
    public HistoryEntry adopt(String model, String alias, Actor actor, String reason) {
        return new Operations(protocol).adopt(model, alias, actor, reason);
    }

    /**
     * Moves an alias that was moved by hand back to where the ledger says.
     *
     * @throws dev.ratchet.RefusedException when it was not moved by hand, or the ledger says nothing of it
     * @throws ReconcileNeededException when the ledger is damaged, or its champion is gone
     */
    public Champion restore(String model, String alias) {
        new Operations(protocol).restore(model, alias);
        return champion(model, alias);
    }

    /**
     * Puts a damage of the ledger on record and goes on from the last sound entry, with the champion that the alias
     * points to now.
     *
     * @param reason not blank
     * @throws dev.ratchet.RefusedException when the ledger is not damaged
     */
    public HistoryEntry repair(String model, String alias, Actor actor, String reason) {
        return new Operations(protocol).repair(model, alias, actor, reason);
    }
}
