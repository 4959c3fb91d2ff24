/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

/** Why a ledger has an entry. */
public enum EntryKind {
    /** The first champion. */
    GENESIS,
    /** A candidate became champion. */
    PROMOTE,
    /** An earlier champion became champion again. */
    ROLLBACK,
    /** The alias had been moved by hand, and that was accepted. */
    ADOPT,
    /** The ledger was damaged, and goes on from its last good entry. */
    REPAIR
}
