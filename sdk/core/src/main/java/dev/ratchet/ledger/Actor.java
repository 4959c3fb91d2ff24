/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.ledger;

import java.util.Locale;

/**
 * Who did it, and how that is known.
 *
 * @param name a person or a program
 * @param known how far the name can be trusted
 */
public record Actor(String name, Known known) {

    /** How an actor's name is known. */
    public enum Known {
        /** The server has checked a password or token. */
        AUTHENTICATED,
        /** A signature was checked. */
        SIGNED,
        /** The caller says so. */
        CLAIMED;

        /** The word in entries. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks the name. */
    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The actor's name is blank. Give a person or a program.");
        }
    }

    /** An actor of whom nothing is checked. */
    public static Actor claimed(String name) {
        return new Actor(name, Known.CLAIMED);
    }

    @Override
    public String toString() {
        return name + " (" + known.word() + ")";
    }
}
