/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

/** How a ledger and the alias in the registry stand to each other. */
public enum ChampionState {
    /** The alias is where the ledger says. */
    IN_STEP,
    /** A promotion is under way or was broken off; the next one, or {@code reconcile}, completes it. */
    OPEN,
    /** Somebody moved the alias, or replaced or deleted its version, without the ledger. */
    MOVED_BY_HAND,
    /** The ledger cannot be believed: an entry is missing or was changed. */
    DAMAGED
}
