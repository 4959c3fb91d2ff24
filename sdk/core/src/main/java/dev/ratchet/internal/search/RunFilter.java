/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

import dev.ratchet.store.DatasetInput;
import dev.ratchet.store.RunRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which runs meet a filter, as MLflow decides it on SQLite. */
public final class RunFilter {

    private final List<Predicate<RunRecord>> clauses = new ArrayList<>();

    /** Reads a filter. */
    public RunFilter(String filter) {
        for (Clause clause : FilterParser.parse(filter)) {
            clauses.add(predicate(clause));
        }
    }

    /** Whether a run meets it. */
    public boolean accepts(RunRecord run) {
        return clauses.stream().allMatch(clause -> clause.test(run));
    }

    private static Predicate<RunRecord> predicate(Clause clause) {
        Field field = clause.field();
        if (clause instanceof Clause.OfNumber number) {
            return run -> meets(RunValues.number(run, field), number);
        }
        if (clause instanceof Clause.OfPresence presence) {
            return run -> (RunValues.text(run, field) != null) == presence.present();
        }
        Predicate<String> meets = clause instanceof Clause.OfText text ? meets(text) : meets((Clause.OfList) clause);
        return field.kind() == Field.Kind.DATASET
                ? run -> datasets(run, field).anyMatch(meets)
                : run -> {
                    String value = RunValues.text(run, field);
                    return value != null && meets.test(value);
                };
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

    private static Stream<String> datasets(RunRecord run, Field field) {
        return switch (field.key()) {
            case "name" -> run.inputs().stream().map(DatasetInput::name);
            case "digest" -> run.inputs().stream().map(DatasetInput::digest);
            default -> run.inputs().stream().map(DatasetInput::context).filter(context -> !context.isEmpty());
        };
    }
}
