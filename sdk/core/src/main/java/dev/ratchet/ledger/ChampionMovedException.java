/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import dev.ratchet.RatchetException;

/** Another champion came first: the evidence is about one that is no longer there. Nothing was changed. */
public final class ChampionMovedException extends RatchetException {

    private static final long serialVersionUID = 1L;

    private final transient HistoryEntry winner;

    /** Says who won. */
    public ChampionMovedException(String message, HistoryEntry winner) {
        super(message);
        this.winner = winner;
    }

    /** The entry that made the present champion. */
    public HistoryEntry winner() {
        return winner;
    }
}
