/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that records are ordered by. Those that lack it come last either way, of metrics after those that are NaN.
 *
 * @param field what they are ordered by
 * @param ascending the least first
 */
public record OrderKey(Field field, boolean ascending) {

    /**
     * Reads orders like {@code metrics.auc DESC}.
     *
     * @throws dev.ratchet.RefusedException with the position and what is allowed there
     */
    public static List<OrderKey> parse(Grammar grammar, List<String> orders) {
        List<OrderKey> keys = new ArrayList<>();
        Set<Field> seen = new HashSet<>();
        for (String order : orders) {
            Mistake mistake = new Mistake("order", order);
            OrderKey key = parse(grammar, order, mistake);
            if (!seen.add(key.field())) {
                throw mistake.at(0, "the same comes twice among " + orders + ". Give each once.");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static OrderKey parse(Grammar grammar, String order, Mistake mistake) {
        List<Token> tokens = Lexer.tokens(order, mistake);
        FieldParser.Read read = new FieldParser(grammar, tokens, mistake, false).read(0);
        Token direction = tokens.get(read.next());
        boolean descending = direction.isWord("DESC");
        boolean said = descending || direction.isWord("ASC");
        Token end = said ? tokens.get(read.next() + 1) : direction;
        if (!end.is(Token.Kind.END)) {
            throw mistake.at(
                    end.start(),
                    "behind what " + grammar.thing()
                            + "s are ordered by comes ASC or DESC and nothing else. Give several orders one by one."
                            + (grammar == Grammar.RUNS
                                    ? " A name with other characters has to be quoted: metrics.`a-b`."
                                    : ""));
        }
        return new OrderKey(read.field(), !descending);
    }
}
