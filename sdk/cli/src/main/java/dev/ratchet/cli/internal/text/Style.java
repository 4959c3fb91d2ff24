/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.cli.internal.text;

/** How a piece of text looks on a terminal. */
public enum Style {
    /** As it is. */
    PLAIN(""),
    /** A heading. */
    BOLD("1"),
    /** Of less interest. */
    DIM("2"),
    /** Good. */
    GREEN("32"),
    /** Worth a look. */
    YELLOW("33"),
    /** Bad. */
    RED("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text in this style where colours are wanted, else as it is. */
    public String of(String text, boolean colour) {
        return colour && this != PLAIN && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
