/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.internal.search.Field.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads MLflow's filters: comparisons that all have to be met. It takes what MLflow 3.17 takes, except texts
 * that MLflow takes and then reads otherwise than they look (docs/search.md).
 */
public final class FilterParser {

    private final Grammar grammar;
    private final String text;
    private final Mistake mistake;
    private final List<Token> tokens;
    private final FieldParser fields;
    private int at;

    private FilterParser(Grammar grammar, String text) {
        this.grammar = grammar;
        this.text = text;
        this.mistake = new Mistake("filter", text);
        this.tokens = Lexer.tokens(text, mistake);
        this.fields = new FieldParser(grammar, tokens, mistake, true);
    }

    /**
     * The comparisons of a filter; none for empty text.
     *
     * @throws dev.ratchet.RefusedException with the position and what is allowed there
     */
    public static List<Clause> parse(Grammar grammar, String filter) {
        return filter.isEmpty() ? List.of() : new FilterParser(grammar, filter).clauses();
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        if (peek().is(Token.Kind.END)) {
            throw mistake.at(0, "it has only blanks. Give no filter for all " + grammar.thing() + "s.");
        }
        boolean joined = skipAnd();
        while (!peek().is(Token.Kind.END)) {
            Token begin = peek();
            Clause clause = clause();
            if (!clauses.isEmpty() && !joined && !mayFollow(clauses.get(clauses.size() - 1), clause)) {
                throw mistake.at(begin.start(), "AND is missing before this comparison.");
            }
            clauses.add(clause);
            joined = skipAnd();
        }
        return List.copyOf(clauses);
    }

    /** MLflow misses no AND, unless a list or IS NULL comes after something that could be one thing with its name. */
    private static boolean mayFollow(Clause last, Clause next) {
        return last instanceof Clause.OfPresence || next instanceof Clause.OfNumber || next instanceof Clause.OfText;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private Token next() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean skipAnd() {
        boolean skipped = false;
        while (peek().isWord("AND") && !peek(1).is(Token.Kind.DOT)) {
            next();
            skipped = true;
        }
        return skipped;
    }

    private Clause clause() {
        FieldParser.Read read = fields.read(at);
        Token first = peek();
        Field field = read.field();
        at = read.next();
        if (peek().isWord("IS")) {
            return presence(first, field);
        }
        if (peek().isWord("IN") || (peek().isWord("NOT") && peek(1).isWord("IN"))) {
            return list(field);
        }
        Operator operator = operator(field);
        return field.isNumber()
                ? new Clause.OfNumber(field, operator, number(field))
                : new Clause.OfText(field, operator, text("a text in quotes, like 'x'"));
    }

    private Operator operator(Field field) {
        Token token = next();
        Operator operator = Operator.of(token.text()).orElse(null);
        if (operator == null || !(field.isNumber() ? operator.takesNumbers() : operator.takesTexts())) {
            String name = token.is(Token.Kind.END) ? "an operator is missing" : "this is no operator for it";
            throw mistake.at(token.start(), name + ". " + operators(field));
        }
        return operator;
    }

    private String operators(Field field) {
        if (grammar != Grammar.RUNS) {
            return Words.REGISTRY_OPERATORS;
        }
        if (field.isNumber()) {
            return "Numbers (metrics, start_time, end_time) take =, !=, <, <=, > and >=. " + quoteHint(field);
        }
        String texts = "Texts take =, !=, LIKE and ILIKE";
        return switch (field.kind()) {
            case DATASET -> texts + ", of datasets also IN and NOT IN.";
            case ATTRIBUTE -> texts + ", run_id also IN and NOT IN.";
            default -> texts + ", params and tags also IS NULL and IS NOT NULL. " + quoteHint(field);
        };
    }

    private static String quoteHint(Field field) {
        return field.kind() == Kind.ATTRIBUTE ? "" : "A name with other characters has to be quoted: metrics.`a-b`.";
    }

    private double number(Field field) {
        Token token = next();
        if (!token.is(Token.Kind.NUMBER)) {
            throw mistake.at(
                    token.start(),
                    "'" + field.key() + "' is a number and is compared with numbers like 3, -0.5,"
                            + " .5 and 1E-3, without quotes.");
        }
        double value = Double.parseDouble(token.text());
        if (grammar != Grammar.RUNS && value != Math.rint(value)) {
            throw mistake.at(token.start(), "a version's number is a whole one.");
        }
        if (field.kind() == Kind.ATTRIBUTE && Math.abs(value) >= 0x1p63) {
            throw mistake.at(token.start(), "no time is so great. Times are milliseconds since 1970.");
        }
        return value;
    }

    private String text(String expected) {
        Token token = next();
        if (!token.isQuotedBy('\'') && !token.isQuotedBy('"')) {
            throw mistake.at(token.start(), "here has to be " + expected + ".");
        }
        return token.content();
    }

    private Clause presence(Token first, Field field) {
        Token is = next();
        boolean present = peek().isWord("NOT");
        Token not = present ? next() : is;
        Token nothing = next();
        // MLflow reads NOT NULL as one word, with one blank in it.
        boolean apart = present && !text.substring(not.end(), nothing.start()).equals(" ");
        if (!nothing.isWord("NULL") || apart) {
            throw mistake.at(is.start(), "after IS comes NULL or NOT NULL, with one blank in it.");
        }
        if (grammar != Grammar.RUNS || (field.kind() != Kind.PARAM && field.kind() != Kind.TAG)) {
            throw mistake.at(first.start(), "IS NULL and IS NOT NULL are for params and tags of runs only.");
        }
        return new Clause.OfPresence(field, present);
    }

    private Clause list(Field field) {
        Token in = next();
        boolean negated = in.isWord("NOT");
        if (negated) {
            next();
        }
        if (!grammar.takesLists(field)) {
            throw mistake.at(in.start(), grammar == Grammar.RUNS ? Words.LISTS : Words.REGISTRY_OPERATORS);
        }
        List<String> values = new ArrayList<>();
        expect(Token.Kind.OPEN);
        do {
            if (peek().is(Token.Kind.CLOSE) && !values.isEmpty()) {
                break;
            }
            values.add(listed());
        } while (comma());
        expect(Token.Kind.CLOSE);
        return new Clause.OfList(field, negated, values);
    }

    /** In lists alone MLflow takes a backslash for an escape, and joins texts that touch. */
    private String listed() {
        Token token = peek();
        String value = text("a list like ('a', 'b')");
        if (value.indexOf('\\') >= 0 || value.indexOf(token.text().charAt(0)) >= 0 || value.indexOf('\n') >= 0) {
            throw mistake.at(
                    token.start(), "a text in a list can have no backslash, no line end and not its own quote.");
        }
        return value;
    }

    private boolean comma() {
        if (peek().is(Token.Kind.COMMA)) {
            next();
            return true;
        }
        return false;
    }

    private void expect(Token.Kind kind) {
        Token token = next();
        if (!token.is(kind)) {
            throw mistake.at(token.start(), "here has to be a list like ('a', 'b').");
        }
    }
}
