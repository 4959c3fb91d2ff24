/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.RatchetException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.LedgerRecord;
import dev.ratchet.store.LedgerStore;
import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionIdentity;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/** Reads ledgers and aliases, and never writes. */
final class Observer {

    /** So many promotions in a row would have to come between two readings. */
    private static final int MOST_READINGS = 50;

    private final Stores stores;
    private final KnownEntries known = new KnownEntries();

    Observer(Stores stores) {
        this.stores = stores;
    }

    LedgerStore ledgers() {
        return stores.ledgers();
    }

    /**
     * Reads until what is found is no mixture of two times: good news is true at once, bad news must be found twice with
     * nothing in between.
     */
    View observe(String model, String alias) {
        RegisteredModelRecord.checkAlias(alias);
        View view = read(model, alias, null);
        for (int i = 0; i < MOST_READINGS; i++) {
            ChampionState state = view.state();
            if (state == ChampionState.IN_STEP || state == ChampionState.OPEN) {
                return view;
            }
            View again = read(model, alias, null);
            if (again.isLike(view)) {
                return again;
            }
            view = again;
        }
        throw new RatchetException("The ledger of '" + model + "' changed " + MOST_READINGS
                + " times while it was read. Try again when fewer programs promote it.");
    }

    /**
     * Observes once more. Entries below the head that was found are taken over from then: they do not change, and their
     * marks only tell whose doing bad news is, for which everything is read again.
     */
    View again(View before) {
        View view = read(before.model(), before.alias(), before);
        ChampionState state = view.state();
        return state == ChampionState.IN_STEP || state == ChampionState.OPEN
                ? view
                : observe(before.model(), before.alias());
    }

    /** What is said of the ledger is read before the ledger, which only grows: otherwise it could seem cut. */
    private View read(String model, String alias, @Nullable View before) {
        Map<String, String> tags = modelTags(model);
        Optional<VersionIdentity> current = ledgers().versionByAlias(model, alias);
        Anchors anchors = Anchors.of(tags, "the model '" + model + "'");
        if (current.isPresent()) {
            anchors =
                    anchors.and(current.get().tags(), "version " + current.get().number());
        }
        LedgerRecord record = before == null ? ledgers().read(model) : since(before);
        Walk walk = Walker.walk(anchors, record, known::read);
        Optional<VersionRef> said = walk.champion(alias);
        Optional<VersionIdentity> champion =
                said.isPresent() && said.map(VersionRef::version).equals(current.map(VersionIdentity::number))
                        ? current
                        : said.flatMap(version -> ledgers().version(model, version.version()));
        return new View(model, alias, tags, current, champion, record, walk);
    }

    private LedgerRecord since(View before) {
        int head = before.walk().headNumber(before.alias());
        if (head == 0 || before.walk().damage() != null) {
            return ledgers().read(before.model());
        }
        // With the head itself, so that a ledger that was replaced meanwhile does not fit.
        return ledgers().readAgain(before.model(), before.record(), head);
    }

    Map<String, String> modelTags(String model) {
        return stores.registry().model(model).map(RegisteredModelRecord::tags).orElse(Map.of());
    }
}
