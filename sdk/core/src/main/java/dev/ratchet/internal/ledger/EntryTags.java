/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.ledger;

/** The keys of what lies in a ledger, and outside of it to tell of it. */
final class EntryTags {

    static final String ENTRY = "ratchet.ledger.entry";
    static final String CONFIRMED = "ratchet.ledger.confirmed";
    static final String MOVER = "ratchet.ledger.mover.";
    static final String LEDGER = "ratchet.ledger";
    static final String HEAD = "ratchet.ledger.head.";

    /** For people who look at a version. */
    static final String REASON = "ratchet.promotion.";

    private EntryTags() {}
}
