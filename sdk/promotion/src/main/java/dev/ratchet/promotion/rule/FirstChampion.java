/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/** What is done where there is no champion yet. */
public enum FirstChampion {
    /** Nothing is promoted. */
    REFUSE("refuse"),
    /** The guards that need no champion decide, and there must be one. */
    ABSOLUTE_GUARDS_ONLY("absolute-guards-only");

    private final String text;

    FirstChampion(String text) {
        this.text = text;
    }

    /** As a policy writes it. */
    public String text() {
        return text;
    }
}
