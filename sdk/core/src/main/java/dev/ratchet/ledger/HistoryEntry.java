/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import java.time.Instant;

/**
 * An entry in its place.
 *
 * @param number the entry's number
 * @param time when it was written, by the store's clock; never before the time of an earlier entry
 * @param entry what it says
 * @param valid whether it counts: false for an attempt that lost
 * @param confirmed whether its move was completed
 * @param chain the hash of everything up to this entry
 */
public record HistoryEntry(
        int number, Instant time, LedgerEntry entry, boolean valid, boolean confirmed, String chain) {

    /** The same, confirmed. */
    public HistoryEntry withConfirmation() {
        return new HistoryEntry(number, time, entry, valid, true, chain);
    }

    /** What happened, on one line, such as {@code version 4 became champion by PROMOTE of ci (claimed): better}. */
    public String summary() {
        String what = entry.champion()
                .map(to -> "version " + to.version() + " became " + entry.alias())
                .orElse("no version is " + entry.alias());
        return what + " by " + entry.kind() + " of " + entry.actor()
                + (entry.reason().isEmpty() ? "" : ": " + entry.reason());
    }
}
