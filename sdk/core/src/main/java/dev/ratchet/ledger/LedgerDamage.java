/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Why a ledger cannot be believed from some entry on.
 *
 * @param kind what was found
 * @param at the first entry that is missing or may be false
 * @param lastGood the last entry that is sound, 0 for none
 * @param anchor the anchor that tells of it, null where the entries tell it themselves
 * @param otherLedger the id that the model names where the ledger has another one; else empty
 * @param explanation in words
 */
public record LedgerDamage(
        Kind kind, int at, int lastGood, @Nullable HeadAnchor anchor, String otherLedger, String explanation) {

    /** Kinds of damage. */
    public enum Kind {
        /** An entry or the whole ledger was deleted. */
        MISSING,
        /** An entry cannot be read. */
        UNREADABLE,
        /** An entry belongs to another ledger, or the ledger to another model. */
        FOREIGN,
        /** An entry or an anchor was changed. */
        CHANGED,
        /** The model no longer names its ledger: its tags were removed, or it was made anew. */
        NOT_ANCHORED
    }

    @Override
    public String toString() {
        return "ledger damaged at " + at + ": " + explanation;
    }
}
