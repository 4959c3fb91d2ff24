/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

import dev.ratchet.ledger.Actor;
import dev.ratchet.ledger.DecisionRef;
import dev.ratchet.ledger.EntryKind;
import dev.ratchet.ledger.LedgerDamage;
import dev.ratchet.ledger.StageMove;
import dev.ratchet.ledger.VersionRef;
import org.jspecify.annotations.Nullable;

/** What an entry is to say; its place is known when it is written. */
record Draft(
        EntryKind kind,
        @Nullable VersionRef to,
        DecisionRef decision,
        Actor actor,
        String reason,
        @Nullable StageMove stage,
        @Nullable LedgerDamage damage) {

    static Draft of(EntryKind kind, @Nullable VersionRef to, Actor actor, String reason) {
        return new Draft(kind, to, DecisionRef.NONE, actor, reason, null, null);
    }
}
