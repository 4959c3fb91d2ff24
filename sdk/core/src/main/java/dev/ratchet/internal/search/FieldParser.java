/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.internal.search.Field.Kind;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is compared or ordered by, in a filter and in an order alike. */
final class FieldParser {

    private static final Map<String, String> ALIASES = Map.of("created", Field.START_TIME, "Created", Field.START_TIME);
    private static final Map<String, String> ALIASES_IN_FILTERS =
            Map.of("run name", "run_name", "Run name", "run_name", "Run Name", "run_name");
    private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");

    private static final Set<String> WORDS_OF_SQL = Set.of("AS", "CASE", "FROM", "IN", "USING", "VALUES");

    /** With a digit in front, MLflow takes most parts of a name for a number. */
    private static final Pattern NUMBER_LIKE =
            Pattern.compile("\\p{Nd}(?![A-Za-z_\u00c0-\u00dc\u00e0-\u00fc]).*|\\d[eE]\\d.*|0[xX]\\p{XDigit}.*");

    private final Grammar grammar;
    private final List<Token> tokens;
    private final Mistake mistake;
    private final boolean inFilter;

    FieldParser(Grammar grammar, List<Token> tokens, Mistake mistake, boolean inFilter) {
        this.grammar = grammar;
        this.tokens = tokens;
        this.mistake = mistake;
        this.inFilter = inFilter;
    }

    /**
     * A field and the index of the token behind it.
     *
     * @param next the index
     */
    record Read(Field field, int next) {}

    Read read(int at) {
        Token first = tokens.get(at);
        if (!first.is(Token.Kind.WORD) && !first.isQuotedBy('`') && !first.isQuotedBy('"')) {
            throw mistake.at(first.start(), inFilter ? grammar.clause() : grammar.fields(false));
        }
        String word = first.is(Token.Kind.WORD) ? first.text() : first.content();
        if (!tokens.get(at + 1).is(Token.Kind.DOT)) {
            if (grammar != Grammar.RUNS && !first.is(Token.Kind.WORD)) {
                throw mistake.at(first.start(), "MLflow takes no quotes here. " + grammar.fields(inFilter));
            }
            return new Read(attribute(first, word), at + 1);
        }
        Kind kind = first.isQuotedBy('"') ? null : grammar.kinds().get(word);
        if (kind == null) {
            throw mistake.at(
                    first.start(),
                    "there is no '" + word + "' of a " + grammar.thing() + ". " + grammar.fields(inFilter));
        }
        Token key = tokens.get(at + 2);
        if (key.is(Token.Kind.QUOTED) && key.start() == tokens.get(at + 1).end()) {
            return new Read(field(kind, key, key.content()), at + 3);
        }
        return unquoted(kind, at + 2);
    }

    private Read unquoted(Kind kind, int begin) {
        StringBuilder name = new StringBuilder();
        int at = begin;
        while (true) {
            Token part = tokens.get(at);
            boolean touches = part.start() == tokens.get(at - 1).end();
            if (!part.is(Token.Kind.WORD) || !touches || !isPlain(part.text())) {
                throw mistake.at(part.start(), Words.QUOTE_NAME);
            }
            name.append(part.text());
            if (!tokens.get(at + 1).is(Token.Kind.DOT)) {
                return new Read(field(kind, tokens.get(begin), name.toString()), at + 1);
            }
            name.append('.');
            at += 2;
        }
    }

    private static boolean isPlain(String part) {
        return !WORDS_OF_SQL.contains(part.toUpperCase(Locale.ROOT))
                && !NUMBER_LIKE.matcher(part).matches();
    }

    private Field field(Kind kind, Token token, String key) {
        if (key.isEmpty()) {
            throw mistake.at(token.start(), "the name is empty. " + grammar.fields(inFilter));
        }
        if (kind == Kind.ATTRIBUTE) {
            return attribute(token, key);
        }
        if (!inFilter && grammar != Grammar.RUNS) {
            throw mistake.at(token.start(), grammar.fields(false));
        }
        if (kind == Kind.DATASET) {
            if (!inFilter) {
                throw mistake.at(
                        token.start(), "runs cannot be ordered by their datasets, of which there may be many.");
            }
            if (!DATASET_KEYS.contains(key)) {
                throw mistake.at(
                        token.start(), "a dataset has no '" + key + "'. Allowed are name, digest and context.");
            }
        }
        return new Field(kind, key);
    }

    private Field attribute(Token token, String key) {
        boolean ofRuns = grammar == Grammar.RUNS;
        String name = ofRuns ? ALIASES.getOrDefault(key, key) : key;
        if (inFilter && ofRuns) {
            name = ALIASES_IN_FILTERS.getOrDefault(name, name);
        }
        if (!grammar.attributes(inFilter).contains(name)) {
            String problem = "'" + key + "' is no attribute of a " + grammar.thing() + (inFilter ? "" : " to order by");
            throw mistake.at(token.start(), problem + ". " + grammar.fields(inFilter));
        }
        return new Field(Kind.ATTRIBUTE, name);
    }
}
