/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * What one entry says; it never changes.
 *
 * @param ledger the random id of the ledger
 * @param id the attempt that wrote it, a UUID
 * @param seen the highest number that its author had read
 * @param chain the hash of everything up to {@code seen}
 * @param follows the entry that was head of the alias for its author, 0 for none
 * @param alias the alias it is about
 * @param kind why it was written
 * @param from the champion before, null for none
 * @param to the champion from here on; null only where an adoption or a repair found the alias not set
 * @param decision what it rests on
 * @param actor who wrote it
 * @param reason in words
 * @param clientTime the author's clock; the order is that of the store's
 * @param stage the stage the version moves to as well
 * @param damage what a repair is about
 */
public record LedgerEntry(
        String ledger,
        String id,
        int seen,
        String chain,
        int follows,
        String alias,
        EntryKind kind,
        @Nullable VersionRef from,
        @Nullable VersionRef to,
        DecisionRef decision,
        Actor actor,
        String reason,
        Instant clientTime,
        @Nullable StageMove stage,
        @Nullable LedgerDamage damage) {

    /** The champion from here on, empty where there is none. */
    public Optional<VersionRef> champion() {
        return Optional.ofNullable(to);
    }

    /** The champion before, empty where there was none. */
    public Optional<VersionRef> before() {
        return Optional.ofNullable(from);
    }
}
