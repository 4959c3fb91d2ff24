/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.HeadAnchor;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.ReconcileNeededException;
import dev.ratchet.ledger.StageMove;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.Batch;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.ModelRegistry;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings an alias to where the ledger says. An alias is last-write-wins, so whoever moves it leaves a mark on the entry
 * first: an alias that a late request turned back is then no move by hand.
 */
final class Mover {

    private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
    private static final int MOST_ROUNDS = 100;
    private static final int MOST_LOST_ANSWERS = 10;
    private static final String CHAMPION = "champion";
    private static final String PREVIOUS = "previous";

    private final Stores stores;
    private final Observer observer;

    Mover(Stores stores, Observer observer) {
        this.stores = stores;
        this.observer = observer;
    }

    /**
     * Moves the alias to the head, whoever made it, until both agree.
     *
     * @return how it was found then, before the head was confirmed
     */
    View move(View begun) {
        String mark = EntryTags.MOVER + UUID.randomUUID();
        Set<Integer> marked = new HashSet<>();
        Set<Integer> unsure = new HashSet<>();
        View view = begun;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            HistoryEntry head = headOf(view);
            if (marked.add(head.number())) {
                ledgers()
                        .mark(
                                view.model(),
                                head.number(),
                                mark,
                                Long.toString(view.record().time()));
            }
            if (!point(view, head)) {
                unsure.add(head.number());
                if (unsure.size() > 1 || round > MOST_LOST_ANSWERS) {
                    throw new UnavailableException(
                            "The alias '" + view.alias() + "' of '" + view.model()
                                    + "' could not be moved: no request was answered. Entry " + head.number()
                                    + " counts; the next promotion, or reconcile, moves the alias.",
                            true,
                            null);
                }
            }
            view = observer.again(view);
            if (arrived(view, head)) {
                confirm(view, head);
                // A request without an answer may still come; its mark says so for as long as one can live.
                marked.removeAll(unsure);
                for (int number : marked) {
                    ledgers().unmark(view.model(), number, mark);
                }
                return view;
            }
        }
        throw new RatchetException("The alias '" + view.alias() + "' of '" + view.model() + "' was moved away "
                + MOST_ROUNDS + " times. Find out which program moves it without the ledger.");
    }

    private LedgerStore ledgers() {
        return stores.ledgers();
    }

    private static HistoryEntry headOf(View view) {
        if (view.state() == ChampionState.DAMAGED) {
            throw new ReconcileNeededException(view.explanation(ChampionState.DAMAGED), ChampionState.DAMAGED);
        }
        HistoryEntry head = view.head().orElseThrow();
        Optional<VersionRef> said = head.entry().champion();
        if (said.isPresent()
                && view.champion()
                        .filter(there -> View.isSame(said.get(), there))
                        .isEmpty()) {
            throw new ReconcileNeededException(
                    view.explanation(ChampionState.MOVED_BY_HAND), ChampionState.MOVED_BY_HAND);
        }
        return head;
    }

    private static boolean arrived(View view, HistoryEntry head) {
        return view.walk().headNumber(view.alias()) == head.number()
                && view.current()
                        .map(VersionIdentity::number)
                        .equals(head.entry().champion().map(VersionRef::version));
    }

    /** Whether the request was answered. */
    private boolean point(View view, HistoryEntry head) {
        VersionRef to = head.entry().to();
        StageMove stage = head.entry().stage();
        if (to == null) {
            stores.registry().deleteAlias(view.model(), view.alias());
            return true;
        }
        if (stage != null) {
            stores.registry().setStage(view.model(), to.version(), stage.stage(), stage.archiveExisting());
        }
        try {
            ledgers().setAlias(view.model(), view.alias(), to.version());
            return true;
        } catch (UnavailableException e) {
            LOG.debug("alias '{}' of '{}': {}", view.alias(), view.model(), e.getMessage());
            return false;
        }
    }

    /** The anchors come first, so that an entry that is confirmed has them. */
    private void confirm(View view, HistoryEntry head) {
        String model = view.model();
        HeadAnchor anchor = view.walk().anchor(head, "");
        String key = EntryTags.HEAD + view.alias();
        String value = Anchors.value(anchor);
        Map<String, String> tags = view.tags();
        ModelRegistry registry = stores.registry();
        if (!view.walk().ledger().equals(tags.get(EntryTags.LEDGER))) {
            registry.setModelTag(model, EntryTags.LEDGER, view.walk().ledger());
        }
        if (!value.equals(tags.get(key))) {
            registry.setModelTag(model, key, value);
        }
        VersionRef to = head.entry().to();
        if (to != null) {
            ifThere(() -> {
                registry.setVersionTag(model, to.version(), key, value);
                registry.setVersionTag(model, to.version(), EntryTags.REASON + view.alias(), told(head));
            });
        }
        String run = head.entry().decision().run();
        if (!run.isEmpty()) {
            ifThere(() -> stores.tracking().logBatch(run, Batch.tags(Map.of(key, value))));
        }
        VersionRef from = head.entry().from();
        if (view.alias().equals(CHAMPION) && from != null) {
            ifThere(() -> registry.setAlias(model, PREVIOUS, from.version()));
        }
        if (!head.confirmed()) {
            ledgers()
                    .mark(
                            model,
                            head.number(),
                            EntryTags.CONFIRMED,
                            Long.toString(view.record().time()));
        }
    }

    private static String told(HistoryEntry head) {
        String run = head.entry().decision().run();
        return head.time() + " entry " + head.number() + ": " + head.summary()
                + (run.isEmpty() ? "" : "; decision run " + run);
    }

    /** What is only for people, or one of several anchors, may be gone. */
    private static void ifThere(Runnable action) {
        try {
            action.run();
        } catch (RefusedException e) {
            LOG.debug("not marked: {}", e.getMessage());
        }
    }

    /** Removes the marks that no request can belong to any more. */
    void removeOldMarks(View view) {
        for (LedgerRecord.Entry entry : view.record().entries()) {
            entry.tags().forEach((key, value) -> {
                if (key.startsWith(EntryTags.MOVER)
                        && view.record().time() - View.markTime(value) >= View.LONGEST_REQUEST_MILLIS) {
                    ledgers().unmark(view.model(), entry.number(), key);
                }
            });
        }
    }

    /** Whether the head's anchor on the model is missing or names an older entry. */
    boolean needsAnchor(View view) {
        return view.head().isPresent()
                && !Anchors.value(view.walk().anchor(view.head().get(), ""))
                        .equals(view.tags().get(EntryTags.HEAD + view.alias()));
    }
}
