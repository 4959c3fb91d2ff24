/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.delivery;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Creates something on a server that has no idempotent creates: every attempt is written down before it is sent, and a
 * second attempt looks first whether the one before has happened.
 */
final class KeyedCreate {

    private final Acknowledged acknowledged;
    private final Clock clock;
    private final boolean lookFirst;

    /** Writes attempts down; {@code lookFirst} looks even before the first one. */
    KeyedCreate(Acknowledged acknowledged, Clock clock, boolean lookFirst) {
        this.acknowledged = acknowledged;
        this.clock = clock;
        this.lookFirst = lookFirst;
    }

    /**
     * Gives what was created, now or before.
     *
     * @param what a name of it, unique in its run
     * @param find what is there under its key, the oldest first
     * @param create sends one request
     */
    <T> T createOnce(String what, Supplier<List<T>> find, Supplier<T> create) {
        if (lookFirst || acknowledged.isTried(what)) {
            List<T> found = find.get();
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        acknowledged.attempt(what, clock.millis());
        try {
            return create.get();
        } catch (RefusedException | MisconfiguredException answered) {
            acknowledged.unsent(what);
            throw answered;
        } catch (UnavailableException lost) {
            if (!lost.mayHaveHappened()) {
                acknowledged.unsent(what);
                throw lost;
            }
            List<T> found = find.get();
            if (found.isEmpty()) {
                throw lost;
            }
            return found.get(0);
        }
    }
}
