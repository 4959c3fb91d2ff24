/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.RegisteredModelRecord;
import dev.ratchet.store.RunRecord;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which records meet a filter, as MLflow decides it on SQLite. */
public final class Filter<T> {

    private final List<Predicate<T>> clauses = new ArrayList<>();

    private Filter(List<Clause> all, Values<T> values) {
        for (Clause clause : all) {
            clauses.add(predicate(clause, values));
        }
    }

    /** Reads a filter of runs. */
    public static Filter<RunRecord> ofRuns(String filter) {
        return new Filter<>(FilterParser.parse(Grammar.RUNS, filter), new RunValues());
    }

    /** Reads a filter of registered models. */
    public static Filter<RegisteredModelRecord> ofModels(String filter) {
        return new Filter<>(FilterParser.parse(Grammar.MODELS, filter), new ModelValues());
    }

    /** Reads a filter of versions. */
    public static Filter<VersionRecord> ofVersions(String filter) {
        return new Filter<>(FilterParser.parse(Grammar.VERSIONS, filter), new VersionValues());
    }

    /** Whether a record meets it. */
    public boolean accepts(T record) {
        return clauses.stream().allMatch(clause -> clause.test(record));
    }

    private static <T> Predicate<T> predicate(Clause clause, Values<T> values) {
        Field field = clause.field();
        if (clause instanceof Clause.OfNumber number) {
            return record -> meets(values.number(record, field), number);
        }
        if (clause instanceof Clause.OfPresence presence) {
            return record -> (values.text(record, field) != null) == presence.present();
        }
        Predicate<String> meets = clause instanceof Clause.OfText text ? meets(text) : meets((Clause.OfList) clause);
        return record -> values.texts(record, field).anyMatch(meets);
    }

    private static boolean meets(@Nullable Double value, Clause.OfNumber clause) {
        if (value == null) {
            return false;
        }
        return value.isNaN()
                ? clause.operator() == Operator.DIFFERENT
                : clause.operator().accepts(Double.compare(value, clause.value() + 0.0));
    }

    private static Predicate<String> meets(Clause.OfText clause) {
        return switch (clause.operator()) {
            case LIKE -> new LikePattern(clause.value(), false)::matches;
            case ILIKE -> new LikePattern(clause.value(), true)::matches;
            default -> value -> clause.operator().accepts(value.compareTo(clause.value()));
        };
    }

    private static Predicate<String> meets(Clause.OfList clause) {
        return value -> clause.values().contains(value) != clause.negated();
    }
}
