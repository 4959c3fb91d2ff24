/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import java.util.Arrays;

/**
 * SQL's LIKE as SQLite has it: {@code %} is any text, {@code _} one character, and nothing is an escape.
 */
public final class LikePattern {

    private final int[] pattern;
    private final boolean anyCase;

    /**
     * A pattern.
     *
     * @param anyCase whether the letters A to Z stand for both cases
     */
    public LikePattern(String pattern, boolean anyCase) {
        this.anyCase = anyCase;
        this.pattern = codePoints(pattern);
    }

    /** Whether a whole text is like the pattern. */
    public boolean matches(String value) {
        int[] text = codePoints(value);
        int p = 0;
        int t = 0;
        // Of several % only the last has ever to be tried again.
        int afterAny = -1;
        int tried = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == '%') {
                afterAny = ++p;
                tried = t;
            } else if (p < pattern.length && (pattern[p] == '_' || pattern[p] == text[t])) {
                p++;
                t++;
            } else if (afterAny >= 0) {
                p = afterAny;
                t = ++tried;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '%') {
            p++;
        }
        return p == pattern.length;
    }

    private int[] codePoints(String text) {
        int[] points = text.codePoints().toArray();
        if (anyCase) {
            Arrays.setAll(points, i -> points[i] >= 'A' && points[i] <= 'Z' ? points[i] - 'A' + 'a' : points[i]);
        }
        return points;
    }
}
