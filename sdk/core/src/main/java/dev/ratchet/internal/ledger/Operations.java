/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.ChampionMovedException;
import dev.ratchet.ledger.ChampionState;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.HistoryEntry;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.NewChampion;
import dev.ratchet.ledger.VersionRef;
import dev.ratchet.store.VersionIdentity;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.OptionalInt;

/** What changes a champion: promotion, rollback, and what people decide when ledger and alias differ. */
public final class Operations {

    private final Protocol protocol;

    /** The operations of a protocol. */
    public Operations(Protocol protocol) {
        this.protocol = protocol;
    }

    /** A candidate becomes champion. */
    public HistoryEntry promote(NewChampion wanted) {
        VersionRef to = candidate(wanted);
        return protocol.append(wanted.model(), wanted.alias(), new Protocol.Plan() {
            @Override
            public void check(View view) {
                Protocol.requireInStep(view);
                requireExpected(view, wanted.expected(), to);
                Optional<VersionRef> now = view.walk().champion(view.alias());
                if (now.isPresent() && now.get().isSame(to)) {
                    throw new RefusedException(
                            "Version " + to.version() + " of '" + view.model() + "' is " + view.alias() + " already.");
                }
            }

            @Override
            public Draft draft(View view) {
                EntryKind kind = view.head().isEmpty() ? EntryKind.GENESIS : EntryKind.PROMOTE;
                return new Draft(kind, to, wanted.decision(), wanted.actor(), wanted.reason(), wanted.stage(), null);
            }
        });
    }

    private VersionRef candidate(NewChampion wanted) {
        VersionRef found = References.of(version(wanted.model(), wanted.version()));
        String digest = wanted.packageDigest();
        if (!digest.isEmpty() && !found.packageDigest().isEmpty() && !digest.equals(found.packageDigest())) {
            throw new RefusedException("Version " + found.version() + " of '" + wanted.model()
                    + "' has the package digest " + found.packageDigest() + ", and the decision is about " + digest
                    + ": decide again.");
        }
        return digest.isEmpty() ? found : new VersionRef(found.version(), found.created(), found.run(), digest);
    }

    private VersionIdentity version(String model, int number) {
        return protocol.ledgers()
                .version(model, number)
                .orElseThrow(() -> new NotFoundException("There is no version " + number + " of '" + model + "' in "
                        + protocol.stores().target() + "."));
    }

    private static void requireExpected(View view, @Nullable VersionRef expected, VersionRef to) {
        Optional<VersionRef> now = view.walk().champion(view.alias());
        boolean same =
                expected == null ? now.isEmpty() : now.isPresent() && now.get().isSame(expected);
        if (same) {
            return;
        }
        String was = expected == null ? "no champion" : "version " + expected.version();
        if (view.head().isEmpty()) {
            throw new RefusedException("The evidence for version " + to.version() + " of '" + view.model()
                    + "' is about " + was + ", and nothing was ever promoted to '" + view.alias()
                    + "' by the ledger. Decide again.");
        }
        HistoryEntry winner = view.head().get();
        throw new ChampionMovedException(
                "The champion moved: version " + to.version() + " of '" + view.model() + "' was compared with " + was
                        + ", and since entry " + winner.number() + " (" + winner.time() + ") " + winner.summary()
                        + ". Nothing was changed; decide again.",
                winner);
    }

    /**
     * An earlier champion becomes champion again.
     *
     * @param to the version; empty for the one before the present champion
     */
    public HistoryEntry rollback(String model, String alias, OptionalInt to, Actor actor, String reason) {
        requireReason(reason);
        View begun = protocol.observer().observe(model, alias);
        Protocol.requireInStep(begun);
        VersionRef now = begun.walk()
                .champion(alias)
                .orElseThrow(() -> new RefusedException(
                        "'" + model + "' has no " + alias + " by the ledger, so there is nothing to roll back."));
        Lineage lineage = new Lineage(begun.walk(), alias);
        VersionRef target = to.isPresent() ? lineage.earlier(to.getAsInt(), model) : lineage.previous(model);
        if (target.isSame(now)) {
            throw new RefusedException("Version " + now.version() + " of '" + model + "' is " + alias + " already.");
        }
        VersionIdentity there = version(model, target.version());
        if (!View.isSame(target, there)) {
            throw new RefusedException("Version " + target.version() + " of '" + model + "' is not the one that was "
                    + alias + ": it was made anew, or the digest of its package was changed. Run verify.");
        }
        new PackageCheck(protocol.stores()).require(model, target);
        return protocol.append(model, alias, new Protocol.Plan() {
            @Override
            public void check(View view) {
                Protocol.requireInStep(view);
                requireExpected(view, now, target);
            }

            @Override
            public Draft draft(View view) {
                return Draft.of(EntryKind.ROLLBACK, target, actor, reason);
            }
        });
    }

    /** Completes what was broken off. */
    public View reconcile(String model, String alias) {
        View view = protocol.observer().observe(model, alias);
        Protocol.requireSound(view);
        if (view.state() == ChampionState.MOVED_BY_HAND) {
            return view;
        }
        if (view.head().isPresent()
                && (view.state() == ChampionState.OPEN || protocol.mover().needsAnchor(view))) {
            view = protocol.mover().move(view);
        }
        protocol.mover().removeOldMarks(view);
        return protocol.observer().observe(model, alias);
    }

    /** Accepts where the alias was moved by hand. */
    public HistoryEntry adopt(String model, String alias, Actor actor, String reason) {
        requireReason(reason);
        View begun = requireMovedByHand(model, alias);
        VersionRef to = begun.current().map(References::of).orElse(null);
        return protocol.append(model, alias, new Protocol.Plan() {
            @Override
            public void check(View view) {
                Protocol.requireSound(view);
                if (view.walk().headNumber(alias) != begun.walk().headNumber(alias)) {
                    throw new RatchetException("Another entry came first: "
                            + view.head().map(HistoryEntry::summary).orElse("") + ". Nothing was changed; look again.");
                }
            }

            @Override
            public Draft draft(View view) {
                return Draft.of(EntryKind.ADOPT, to, actor, reason);
            }
        });
    }

    /** Moves an alias that was moved by hand back to where the ledger says. */
    public View restore(String model, String alias) {
        View view = requireMovedByHand(model, alias);
        if (view.head().isEmpty()) {
            throw new RefusedException("The ledger of '" + model + "' says nothing of '" + alias
                    + "', so there is nothing to restore. Accept the alias by reconcile --adopt, or delete it.");
        }
        return protocol.mover().move(view);
    }

    private View requireMovedByHand(String model, String alias) {
        View view = protocol.observer().observe(model, alias);
        Protocol.requireSound(view);
        if (view.state() != ChampionState.MOVED_BY_HAND) {
            throw new RefusedException("The alias '" + alias + "' of '" + model + "' was not moved by hand: "
                    + view.explanation(view.state()));
        }
        return view;
    }

    /** Puts a damage on record and goes on from the last sound entry, with the alias as it is. */
    public HistoryEntry repair(String model, String alias, Actor actor, String reason) {
        requireReason(reason);
        View view = protocol.observer().observe(model, alias);
        LedgerDamage damage = view.walk().damage();
        if (damage == null) {
            throw new RefusedException(
                    "The ledger of '" + model + "' is not damaged: " + view.explanation(view.state()));
        }
        VersionRef to = view.current().map(References::of).orElse(null);
        Draft draft = Draft.of(EntryKind.REPAIR, to, actor, reason);
        return protocol.repair(view, new Draft(draft.kind(), to, draft.decision(), actor, reason, null, damage));
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new RefusedException("Give a reason: it is what people find later.");
        }
    }
}
