/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which classes there are, which is positive, and which column belongs to which. */
final class ClassNames {

    private static final int NAMED = 10;
    private static final List<List<String>> KNOWN_PAIRS =
            List.of(List.of("0", "1"), List.of("-1", "1"), List.of("false", "true"));

    private ClassNames() {}

    /** What decides where nobody said which class is positive. */
    enum Otherwise {
        /** Nothing: it must be said. */
        REFUSE,
        /** The last one in alphabetical order, as training numbers texts. */
        LAST
    }

    /**
     * The negative and the positive class.
     *
     * @param values the label's values, sorted
     * @param said which is positive, if that was said
     * @param notes told what was decided
     */
    static List<String> pair(
            String label, Collection<String> values, @Nullable String said, Otherwise otherwise, List<String> notes) {
        List<String> all = List.copyOf(values);
        if (all.size() > 2) {
            throw new RatchetException("The label '" + label + "' has " + all.size() + " values ("
                    + Cells.named(all, NAMED)
                    + "), and two classes have two. For several classes give the probability of"
                    + " each, or the predicted class; for numbers the predicted number.");
        }
        if (said != null) {
            return said(label, all, said);
        }
        Optional<List<String>> known =
                KNOWN_PAIRS.stream().filter(pair -> pair.containsAll(all)).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (otherwise == Otherwise.LAST && all.size() == 2) {
            notes.add(
                    "'" + all.get(1) + "' is taken as the positive class: training numbers texts in alphabetical order,"
                            + " and nobody said otherwise.");
            return all;
        }
        throw new RatchetException("The label '" + label + "' has the " + (all.size() == 1 ? "value " : "values ")
                + String.join(" and ", all) + ": say which value is the positive class.");
    }

    private static List<String> said(String label, List<String> all, String said) {
        Optional<String> positive =
                all.stream().filter(value -> same(value, said)).findFirst();
        if (positive.isEmpty() && all.size() == 2) {
            throw new RatchetException("The positive class '" + said + "' is not among the values of the label '"
                    + label + "': " + String.join(", ", all) + ".");
        }
        String negative =
                all.stream().filter(value -> !same(value, said)).findFirst().orElse("not " + said);
        return List.of(negative, positive.orElse(said));
    }

    /** Whether two texts are one value: 1 and 1.0 are. */
    static boolean same(String value, String other) {
        return value.equals(other) || numbersAgree(value, other);
    }

    private static boolean numbersAgree(String value, String other) {
        try {
            return Double.parseDouble(value) == Double.parseDouble(other);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The number of each row's class. */
    static int[] numbers(Cells.Values values, List<String> classes, String what) {
        int[] numbers = new int[values.texts().size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = classes.indexOf(values.texts().get(row));
            if (numbers[row] < 0) {
                throw new RatchetException(
                        "The " + what + " in row " + row + " of column '" + values.column() + "' is '"
                                + values.texts().get(row) + "', which is not one of the classes: "
                                + Cells.named(classes, NAMED) + ".");
            }
        }
        return numbers;
    }

    /**
     * The class of each column by the columns' names: a column is called as its class, or as its class with a text that
     * is the same for all columns before it ({@code p_0}, {@code p_1}) or behind it.
     */
    static List<String> ofColumns(String label, Set<String> values, List<String> columns) {
        int before = common(columns, false);
        for (int length = 0; length <= before; length++) {
            int cut = length;
            List<String> names =
                    columns.stream().map(name -> name.substring(cut)).toList();
            if (names.containsAll(values)) {
                return names;
            }
        }
        int behind = common(columns, true);
        for (int length = 1; length <= behind; length++) {
            int cut = length;
            List<String> names = columns.stream()
                    .map(name -> name.substring(0, name.length() - cut))
                    .toList();
            if (names.containsAll(values)) {
                return names;
            }
        }
        throw new RatchetException(
                "The columns " + Cells.named(columns, NAMED) + " do not tell their classes: the label '"
                        + label + "' has the values " + Cells.named(new ArrayList<>(values), NAMED)
                        + ". Call each column as its class, or as its class with the same text before it, such as p_"
                        + values.iterator().next() + "; or name the classes in the order of the columns.");
    }

    /** How many characters all names begin or end with; each keeps at least one. */
    private static int common(List<String> names, boolean fromEnd) {
        int most = names.stream().mapToInt(String::length).min().orElse(0) - 1;
        for (int length = 0; length < most; length++) {
            char wanted = at(names.get(0), length, fromEnd);
            int position = length;
            if (names.stream().anyMatch(name -> at(name, position, fromEnd) != wanted)) {
                return length;
            }
        }
        return Math.max(0, most);
    }

    private static char at(String name, int position, boolean fromEnd) {
        return name.charAt(fromEnd ? name.length() - 1 - position : position);
    }
}
