/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.RefusedException;
import dev.ratchet.internal.search.Field.Kind;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilterParserTest {

    @Test
    void parse_readsEveryKindOfClause() {
        assertThat(FilterParser.parse(
                        Grammar.RUNS,
                        "metric.a.b>=-.5 AND `params`.`x y` ilike \"it's\" run_id NOT in ('a', \"b\",)"
                                        .replace(" run_id", " and run_id")
                                + " AND tags.'k' IS  not null AND created < 1E3"))
                .containsExactly(
                        new Clause.OfNumber(new Field(Kind.METRIC, "a.b"), Operator.AT_LEAST, -0.5),
                        new Clause.OfText(new Field(Kind.PARAM, "x y"), Operator.ILIKE, "it's"),
                        new Clause.OfList(new Field(Kind.ATTRIBUTE, "run_id"), true, List.of("a", "b")),
                        new Clause.OfPresence(new Field(Kind.TAG, "k"), true),
                        new Clause.OfNumber(new Field(Kind.ATTRIBUTE, "start_time"), Operator.LESS, 1000));
    }

    @Test
    void parse_takesTheAndsThatMlflowTakes() {
        assertThat(FilterParser.parse(Grammar.RUNS, "")).isEmpty();
        assertThat(FilterParser.parse(Grammar.RUNS, "AND")).isEmpty();
        assertThat(FilterParser.parse(Grammar.RUNS, " and tags.a = 'x'params.and = 'y' AND AND "))
                .hasSize(2);
        refused("metrics.a > 1 run_id IN ('b')", "position 15, at «run_id IN ('b')»", "AND is missing");
    }

    @Test
    void parse_knowsNoEscapes() {
        assertThat(FilterParser.parse(Grammar.RUNS, "params.a = 'x\\'")).containsExactly(text("x\\"));
        assertThat(FilterParser.parse(Grammar.RUNS, "params.a = 'it''s'")).containsExactly(text("it''s"));
        assertThat(FilterParser.parse(Grammar.RUNS, "params.a = ''")).containsExactly(text(""));
        refused("params.a = 'x", "position 12", "the quote ' is not closed");
    }

    private static Clause text(String value) {
        return new Clause.OfText(new Field(Kind.PARAM, "a"), Operator.EQUAL, value);
    }

    @Test
    void message_showsThePlaceAndWhatIsAllowed() {
        refused("metrics.train-loss < 1", "position 14, at «-loss < 1»", "metrics.`train-loss`");
        refused("params.from = 'x'", "position 8", "AS, CASE, FROM", "metrics.`train-loss`");
        refused("metrics.a == 1", "position 11, at «== 1»", "=, !=, <, <=, > and >=");
        refused("loss > 1", "position 1,", "'loss' is no attribute", "metrics.<name>", "start_time");
        refused("params.a = 'x' OR params.b = 'y'", "position 16, at «OR params", "no attribute");
        refused("status IN ('a')", "position 8", "lists are for run_id");
        refused("params.a", "at its end", "an operator is missing");
        refused("metrics.a > '1'", "position 13", "compared with numbers");
        refused("  ", "only blanks");
    }

    @Test
    void order_saysWhereItIsWrong() {
        assertThat(OrderKey.parse(Grammar.RUNS, List.of("metrics.a", "`start_time` desc")))
                .containsExactly(
                        new OrderKey(new Field(Kind.METRIC, "a"), true),
                        new OrderKey(new Field(Kind.ATTRIBUTE, "start_time"), false));
        assertThatThrownBy(() -> OrderKey.parse(Grammar.RUNS, List.of("metrics.a DESC, metrics.b")))
                .hasMessageContainingAll("The order «metrics.a DESC, metrics.b»", "position 15", "ASC or DESC");
        assertThatThrownBy(() -> OrderKey.parse(Grammar.RUNS, List.of("created", "start_time DESC")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> OrderKey.parse(Grammar.RUNS, List.of("dataset.name")))
                .hasMessageContaining("datasets");
    }

    @Test
    void like_isThatOfSqlite() {
        assertThat(new LikePattern("a%b_c", false).matches("aXXbbXc")).isTrue();
        assertThat(new LikePattern("a%b_c", false).matches("aXXbc")).isFalse();
        assertThat(new LikePattern("%", false).matches("")).isTrue();
        assertThat(new LikePattern("_", false).matches("\ud83d\ude00")).isTrue();
        assertThat(new LikePattern("a\\_", false).matches("a\\x")).isTrue();
        assertThat(new LikePattern("ABC", true).matches("abc")).isTrue();
        assertThat(new LikePattern("Ö", true).matches("ö")).isFalse();
        assertThat(new LikePattern("a".repeat(20) + "%".repeat(20) + "b", false).matches("a".repeat(5000)))
                .isFalse();
    }

    private static void refused(String filter, String... words) {
        assertThatThrownBy(() -> FilterParser.parse(Grammar.RUNS, filter))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("«" + filter + "»")
                .hasMessageContainingAll(words);
    }
}
