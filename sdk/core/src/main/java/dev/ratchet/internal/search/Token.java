/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import java.util.Locale;

/**
 * A piece of a filter.
 *
 * @param kind what it is
 * @param text as it is written
 * @param start the index of its first character
 */
record Token(Kind kind, String text, int start) {

    enum Kind {
        WORD,
        QUOTED,
        NUMBER,
        OPERATOR,
        DOT,
        COMMA,
        OPEN,
        CLOSE,
        END
    }

    int end() {
        return start + text.length();
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(word);
    }

    boolean isQuotedBy(char quote) {
        return kind == Kind.QUOTED && text.charAt(0) == quote;
    }

    /** What stands between the quotes; MLflow knows no escapes. */
    String content() {
        return text.substring(1, text.length() - 1);
    }
}
