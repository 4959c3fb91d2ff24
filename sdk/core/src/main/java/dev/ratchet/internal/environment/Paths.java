/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.environment;

/** Paths for others to read. */
final class Paths {

    private Paths() {}

    /** The text with the home directory written as {@code ~}, wherever it stands. */
    static String shorten(String text) {
        return shorten(text, System.getProperty("user.home", ""));
    }

    static String shorten(String text, String home) {
        String directory = home.endsWith("/") || home.endsWith("\\") ? home.substring(0, home.length() - 1) : home;
        // A home such as / would be found everywhere.
        return directory.length() < 2 ? text : text.replace(directory, "~");
    }
}
