/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.RefusedException;

/** What is wrong in a text, in the same words wherever it is found. */
final class Mistake {

    private static final int SHOWN = 24;

    private final String what;
    private final String text;

    /**
     * About one text.
     *
     * @param what a filter or an order
     */
    Mistake(String what, String text) {
        this.what = what;
        this.text = text;
    }

    RefusedException at(int index, String problem) {
        String rest = text.substring(Math.min(index, text.length()));
        String place = rest.isEmpty() ? "at its end" : "at position " + (index + 1) + ", at «" + cut(rest) + "»";
        return new RefusedException("The " + what + " «" + text + "» is wrong " + place + ": " + problem);
    }

    private static String cut(String rest) {
        if (rest.codePointCount(0, rest.length()) <= SHOWN) {
            return rest;
        }
        return rest.substring(0, rest.offsetByCodePoints(0, SHOWN)) + "...";
    }
}
