/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.internal.search.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into tokens where MLflow cuts it. */
final class Lexer {

    private static final String DIGITS = "0123456789";

    /** Nothing of a word may follow a number, except after an exponent, where MLflow does not look. */
    private static final Pattern NUMBER = Pattern.compile(
            "-?\\d++(?:\\.\\d++)?[eE]-?\\d++|-?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?![_A-Za-z\u00c0-\u00dc\u00e0-\u00fc])");

    private final String text;
    private final Mistake mistake;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String text, Mistake mistake) {
        this.text = text;
        this.mistake = mistake;
    }

    /** The tokens, the last of which is the end. */
    static List<Token> tokens(String text, Mistake mistake) {
        return new Lexer(text, mistake).run();
    }

    private List<Token> run() {
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (isBlank(codePoint)) {
                at += Character.charCount(codePoint);
            } else {
                Token token = token(at, codePoint);
                tokens.add(token);
                at = token.end();
            }
        }
        tokens.add(new Token(Kind.END, "", text.length()));
        return tokens;
    }

    private Token token(int at, int codePoint) {
        boolean name = touches(at, Kind.DOT);
        if (codePoint == '\'' || codePoint == '"' || codePoint == '`') {
            return new Token(Kind.QUOTED, text.substring(at, endOfQuotes(at, (char) codePoint)), at);
        }
        if (codePoint == '.' && (touches(at, Kind.WORD) || touches(at, Kind.QUOTED))) {
            return new Token(Kind.DOT, ".", at);
        }
        if (!name && (DIGITS.indexOf(codePoint) >= 0 || codePoint == '-' || codePoint == '.')) {
            return number(at);
        }
        if (isOfWord(codePoint)) {
            return new Token(Kind.WORD, text.substring(at, endOfWord(at)), at);
        }
        if (isOperator(codePoint)) {
            return new Token(Kind.OPERATOR, text.substring(at, endOfOperator(at)), at);
        }
        return switch (codePoint) {
            case '(' -> new Token(Kind.OPEN, "(", at);
            case ')' -> new Token(Kind.CLOSE, ")", at);
            case ',' -> new Token(Kind.COMMA, ",", at);
            default -> throw mistake.at(at, inName(at) ? Words.QUOTE_NAME : Words.NO_SUCH_CHARACTER);
        };
    }

    /** Whether a token of a kind ends where the next one begins. */
    private boolean touches(int at, Kind kind) {
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        return last != null && last.is(kind) && last.end() == at;
    }

    /** Whether a character stands where a name goes on. */
    private boolean inName(int at) {
        int size = tokens.size();
        return touches(at, Kind.DOT)
                || (touches(at, Kind.WORD) && size > 1 && tokens.get(size - 2).is(Kind.DOT));
    }

    private Token number(int at) {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        if (matcher.lookingAt()) {
            return new Token(Kind.NUMBER, matcher.group(), at);
        }
        throw mistake.at(at, inName(at) ? Words.QUOTE_NAME : Words.NO_NUMBER);
    }

    /**
     * The first quote that is neither doubled nor behind a backslash closes; where there is none, the last of the others
     * does. So a backslash or a doubled quote never is an escape, but may keep a text open.
     */
    private int endOfQuotes(int begin, char quote) {
        int given = -1;
        int at = begin + 1;
        while (at < text.length()) {
            char next = text.charAt(at);
            boolean quoteBehind = at + 1 < text.length() && text.charAt(at + 1) == quote;
            if (next == quote && !quoteBehind) {
                return at + 1;
            }
            if (next == quote) {
                given = at + 1;
                at += 2;
            } else if (next == '\\' && quote != '`' && quoteBehind) {
                given = at + 2;
                at += 2;
            } else {
                at++;
            }
        }
        if (given < 0) {
            throw mistake.at(
                    begin,
                    "the quote " + quote
                            + " is not closed. A quote that is doubled or behind a backslash closes nothing"
                            + " where others come; a text that has one kind of quote may stand in the other.");
        }
        return given;
    }

    private int endOfWord(int begin) {
        int at = begin;
        while (at < text.length() && isOfWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private int endOfOperator(int begin) {
        int at = begin;
        while (at < text.length() && isOperator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    /** What Python calls a character of a word. */
    private static boolean isOfWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> codePoint == '_' || Character.isLetterOrDigit(codePoint);
        };
    }

    private static boolean isOperator(int codePoint) {
        return "<>=~!".indexOf(codePoint) >= 0;
    }
}
