/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.rule;

/** How sure it is who somebody is, the surest last. */
public enum Identity {
    /** They say so. */
    CLAIMED("claimed"),
    /** A server knows them by their credentials. */
    AUTHENTICATED("authenticated"),
    /** They signed with a key that is known. */
    SIGNED("signed");

    private final String text;

    Identity(String text) {
        this.text = text;
    }

    /** As a policy writes it. */
    public String text() {
        return text;
    }
}
