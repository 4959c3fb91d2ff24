/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.policy;

import java.util.Collection;
import java.util.Comparator;

/** What somebody may have meant. */
final class Similar {

    private static final int LETTERS_FOR_ONE_MISTAKE = 3;

    private Similar() {}

    /** {@code : did you mean 'x'?}, or nothing when no name is near. */
    static String hint(String given, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(given, name) <= Math.max(1, given.length() / LETTERS_FOR_ONE_MISTAKE))
                .min(Comparator.<String>comparingInt(name -> distance(given, name))
                        .thenComparing(name -> name))
                .map(name -> ": did you mean '" + name + "'?")
                .orElse(".");
    }

    /** How many letters have to be added, removed or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
