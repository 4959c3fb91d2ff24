/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.chart;

/** How wide a text will be, estimated without fonts, and shorter forms of texts that are too wide. */
final class Text {

    private static final String ELLIPSIS = "\u2026";
    private static final String NARROW = "iljtfrI.,:;'|![]() ";
    private static final String WIDE = "mwMW@%";

    private Text() {}

    /** The width in pixels, rather too much than too little. */
    static double width(String text, double fontSize) {
        return text.codePoints().mapToDouble(Text::em).sum() * fontSize;
    }

    private static double em(int codePoint) {
        // Control characters are replaced by one that is as wide as it is high.
        if (codePoint >= 0x1100 || codePoint < 0x20) {
            return 1.05;
        }
        if (NARROW.indexOf(codePoint) >= 0) {
            return 0.38;
        }
        if (WIDE.indexOf(codePoint) >= 0) {
            return 0.95;
        }
        return Character.isUpperCase(codePoint) ? 0.72 : 0.6;
    }

    /** The text, or its beginning and end where it is too wide: names of one family differ at their ends. */
    static String fit(String text, double fontSize, double width) {
        if (width(text, fontSize) <= width) {
            return text;
        }
        double half = (width - width(ELLIPSIS, fontSize)) / 2;
        int front = 0;
        for (double used = 0; front < text.length(); ) {
            int codePoint = text.codePointAt(front);
            used += em(codePoint) * fontSize;
            if (used > half) {
                break;
            }
            front += Character.charCount(codePoint);
        }
        int back = text.length();
        for (double used = 0; back > front; ) {
            int codePoint = text.codePointBefore(back);
            used += em(codePoint) * fontSize;
            if (used > half) {
                break;
            }
            back -= Character.charCount(codePoint);
        }
        return text.substring(0, front) + ELLIPSIS + text.substring(back);
    }
}
