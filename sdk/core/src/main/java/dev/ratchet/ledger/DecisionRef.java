/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

/**
 * The decision that a promotion rests on.
 *
 * @param run the run that keeps it, or empty
 * @param digest SHA-256 of the decision record in hexadecimal, or empty
 */
public record DecisionRef(String run, String digest) {

    /** No decision: a rollback, an adoption or a repair. */
    public static final DecisionRef NONE = new DecisionRef("", "");

    /** Whether there is none. */
    public boolean isNone() {
        return run.isEmpty() && digest.isEmpty();
    }
}
