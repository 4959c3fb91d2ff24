/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import dev.ratchet.RatchetException;

/** The ledger is damaged, or the alias was moved by hand: people must say what is right. Nothing was changed. */
public final class ReconcileNeededException extends RatchetException {

    private static final long serialVersionUID = 1L;

    private final ChampionState state;

    /** Says what was found and what to do. */
    public ReconcileNeededException(String message, ChampionState state) {
        super(message);
        this.state = state;
    }

    /** {@link ChampionState#DAMAGED} or {@link ChampionState#MOVED_BY_HAND}. */
    public ChampionState state() {
        return state;
    }
}
