/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

/** Shortens texts for places that hold no longer ones. */
final class Cut {

    private static final String MORE = " ...";

    private Cut() {}

    static String to(int length, String text) {
        return text.length() <= length ? text : text.substring(0, length - MORE.length()) + MORE;
    }
}
