/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RatchetException;
import dev.ratchet.UnavailableException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.LedgerEntry;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.Stores;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** Adds entries such that of several who saw the same champion exactly one wins, and every other one knows who. */
public final class Protocol {

    private static final int MOST_ATTEMPTS = 20;
    private static final int MOST_MOVES = 100;
    private static final int MOST_SENDINGS = 10;

    private final Stores stores;
    private final Observer observer;
    private final Mover mover;
    private final Clock clock;

    /** The protocol over stores that are open. */
    public Protocol(Stores stores, Clock clock) {
        this.stores = stores;
        this.observer = new Observer(stores);
        this.mover = new Mover(stores, observer);
        this.clock = clock;
    }

    /** What somebody wants to add. */
    interface Plan {
        /** Throws when what was found is not what the plan was made for. */
        void check(View view);

        /** The entry, for the ledger as it was found. */
        Draft draft(View view);
    }

    Observer observer() {
        return observer;
    }

    Mover mover() {
        return mover;
    }

    LedgerStore ledgers() {
        return stores.ledgers();
    }

    Stores stores() {
        return stores;
    }

    static void requireSound(View view) {
        if (view.state() == ChampionState.DAMAGED) {
            throw new ReconcileNeededException(view.explanation(ChampionState.DAMAGED), ChampionState.DAMAGED);
        }
    }

    static void requireInStep(View view) {
        requireSound(view);
        if (view.state() == ChampionState.MOVED_BY_HAND) {
            throw new ReconcileNeededException(
                    view.explanation(ChampionState.MOVED_BY_HAND), ChampionState.MOVED_BY_HAND);
        }
    }

    /** Adds the entry of a plan and moves the alias. */
    HistoryEntry append(String model, String alias, Plan plan) {
        View after = observer.observe(model, alias);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            View view = inStep(after, plan);
            int number = write(view, plan.draft(view));
            after = observer.again(view);
            requireSound(after);
            HistoryEntry own = after.walk()
                    .entry(number)
                    .orElseThrow(() -> new RatchetException("Entry " + number + " of the ledger of '" + model
                            + "' was written while the ledger was repaired, and does not count. Try again."));
            if (own.valid()) {
                return moved(after, own);
            }
        }
        throw new RatchetException("Others wrote to the ledger of '" + model + "' first, " + MOST_ATTEMPTS
                + " times in a row, without moving the champion. Try again when fewer programs promote it.");
    }

    /** Completes the moves of others until there is none to complete. */
    private View inStep(View begun, Plan plan) {
        View view = begun;
        for (int move = 0; move < MOST_MOVES; move++) {
            plan.check(view);
            if (!view.needsMove()) {
                return view;
            }
            view = observer.again(mover.move(view));
        }
        throw new RatchetException("The alias '" + view.alias() + "' of '" + view.model() + "' was moved " + MOST_MOVES
                + " times in a row. Try again when fewer programs promote it.");
    }

    private HistoryEntry moved(View after, HistoryEntry own) {
        boolean isHead = after.walk().headNumber(after.alias()) == own.number();
        if (!isHead || own.confirmed()) {
            return own;
        }
        Walk last = mover.move(after).walk();
        HistoryEntry found = last.entry(own.number()).orElse(own);
        return last.headNumber(after.alias()) == own.number() ? found.withConfirmation() : found;
    }

    /** Adds a repair, whose place among the entries the damage says, and moves the alias. */
    HistoryEntry repair(View damaged, Draft draft) {
        int number = write(damaged, draft);
        View after = observer.observe(damaged.model(), damaged.alias());
        requireSound(after);
        HistoryEntry own = after.walk()
                .entry(number)
                .filter(HistoryEntry::valid)
                .orElseThrow(() -> new RatchetException(
                        "Another repair of the ledger of '" + damaged.model() + "' came first. Look at the history."));
        return moved(after, own);
    }

    private int write(View view, Draft draft) {
        String model = view.model();
        String ledger = view.walk().ledger();
        if (ledger.isEmpty()) {
            ledger = ledgers().begin(model, UUID.randomUUID().toString());
        }
        if (view.walk().damage() == null && view.record().entries().isEmpty()) {
            // Before the first entry, so that a ledger that is gone is told from one that never was.
            stores.registry().setModelTag(model, EntryTags.LEDGER, ledger);
        }
        LedgerDamage damage = draft.damage();
        int seen = damage == null ? view.walk().last() : damage.lastGood();
        String chain = seen == 0 ? EntryText.chainOf(ledger) : view.walk().chain(seen);
        LedgerEntry entry = new LedgerEntry(
                ledger,
                UUID.randomUUID().toString(),
                seen,
                chain,
                view.walk().headNumber(view.alias()),
                view.alias(),
                draft.kind(),
                view.walk().champion(view.alias()).orElse(null),
                draft.to(),
                draft.decision(),
                draft.actor(),
                draft.reason(),
                clock.instant(),
                draft.stage(),
                damage);
        return send(model, entry);
    }

    private int send(String model, LedgerEntry entry) {
        Map<String, String> fixed = Map.of(EntryTags.ENTRY, EntryText.write(entry));
        for (int sending = 1; ; sending++) {
            try {
                return ledgers()
                        .append(model, entry.id(), fixed, entry.decision().run());
            } catch (UnavailableException e) {
                // Should it come later all the same, the second of the two follows a head that is no longer there.
                OptionalInt found = e.mayHaveHappened() ? ledgers().find(model, entry.id()) : OptionalInt.empty();
                if (found.isPresent()) {
                    return found.getAsInt();
                }
                if (sending == MOST_SENDINGS) {
                    throw e;
                }
            }
        }
    }

    /** All entries as they are read now. */
    LedgerRecord record(String model) {
        return ledgers().read(model);
    }
}
