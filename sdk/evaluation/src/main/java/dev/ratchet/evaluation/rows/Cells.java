/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.rows;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ColumnType;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads whole columns and names the row where a value cannot be used; rows are counted from 0. */
final class Cells {

    private static final int NAMED = 5;
    private static final int COLUMNS = 50;
    private static final double EXACT = 1L << 53;

    private final ModelInput rows;

    Cells(ModelInput rows) {
        this.rows = rows;
        if (rows.rowCount() == 0) {
            throw new RatchetException("There are no rows, so there is nothing to evaluate.");
        }
    }

    /**
     * A column's values without a missing one.
     *
     * @param texts of each row; whole numbers without a point, so that 1 and 1.0 are one class
     * @param numbers of each row; empty where the column holds texts
     */
    record Values(String column, List<String> texts, double[] numbers) {

        boolean numeric() {
            return numbers.length > 0;
        }

        /** Whether they are numbers without a part behind the point. */
        boolean whole() {
            return numeric()
                    && IntStream.range(0, numbers.length).allMatch(row -> numbers[row] == Math.rint(numbers[row]));
        }

        Set<String> distinct() {
            Set<String> sorted = new TreeSet<>(ORDER);
            sorted.addAll(texts);
            return sorted;
        }
    }

    /** Numbers by their size, before texts in alphabetical order. */
    static final Comparator<String> ORDER = (left, right) -> {
        Double one = number(left);
        Double other = number(right);
        if (one != null && other != null && !one.equals(other)) {
            return one.compareTo(other);
        }
        return (one == null) == (other == null) ? left.compareTo(right) : one == null ? 1 : -1;
    };

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    int rowCount() {
        return rows.rowCount();
    }

    private int column(String name, String what) {
        int column = rows.indexOf(name);
        if (column < 0) {
            List<String> names = rows.columns().stream().map(Column::name).toList();
            throw new RatchetException("There is no column '" + name + "' for the " + what + ". The columns are "
                    + named(names, COLUMNS) + ".");
        }
        return column;
    }

    /** Values of which none may be missing. */
    Values values(String name, String what) {
        int column = column(name, what);
        ColumnType type = rows.columns().get(column).type();
        boolean numeric = type.isNumeric() && type != ColumnType.BOOLEAN;
        List<String> texts = new ArrayList<>(rows.rowCount());
        double[] numbers = new double[numeric ? rows.rowCount() : 0];
        for (int row = 0; row < rows.rowCount(); row++) {
            String text = rows.text(row, column);
            if (text == null) {
                throw missing(name, what, row);
            }
            if (numeric) {
                numbers[row] = finite(name, what, row, rows.number(row, column));
            }
            texts.add(type == ColumnType.FLOAT || type == ColumnType.DOUBLE ? canonical(numbers[row], text) : text);
        }
        return new Values(name, texts, numbers);
    }

    /** Finite numbers, one for each row. */
    double[] numbers(String name, String what) {
        Values values = values(name, what);
        if (!values.numeric()) {
            throw new RatchetException("The column '" + name + "' for the " + what + " holds texts such as '"
                    + values.texts().get(0) + "', and numbers are needed.");
        }
        return values.numbers();
    }

    /** What tells rows apart: no value is missing, none comes twice. */
    List<String> keys(String name) {
        List<String> keys = values(name, "key").texts();
        Set<String> seen = new HashSet<>();
        List<String> twice =
                keys.stream().filter(key -> !seen.add(key)).distinct().toList();
        if (!twice.isEmpty()) {
            throw new RatchetException("In the key column '" + name + "' " + twice.size()
                    + (twice.size() == 1 ? " value comes" : " values come") + " more than once ("
                    + named(twice, NAMED) + "): a key must name one row.");
        }
        return keys;
    }

    /** Weights of at least 0, of which not all are 0. */
    double[] weights(String name) {
        double[] weights = numbers(name, "weight");
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] < 0) {
                throw new RatchetException("The weight in row " + row + " of column '" + name + "' is " + weights[row]
                        + ": weights of at least 0 are allowed.");
            }
            sum += weights[row];
        }
        if (sum == 0) {
            throw new RatchetException("All weights in column '" + name + "' are 0: at least one row must count.");
        }
        return weights;
    }

    /** A column by which results are sliced; what is missing is the empty text. */
    List<String> groups(String name) {
        int column = column(name, "slices");
        List<String> texts = new ArrayList<>(rows.rowCount());
        for (int row = 0; row < rows.rowCount(); row++) {
            String text = rows.text(row, column);
            texts.add(text == null ? "" : text);
        }
        return texts;
    }

    static String canonical(double number, String text) {
        return number == Math.rint(number) && Math.abs(number) < EXACT ? Long.toString((long) number) : text;
    }

    private static double finite(String name, String what, int row, double value) {
        if (!Double.isFinite(value)) {
            throw new RatchetException("The " + what + " in row " + row + " of column '" + name + "' is " + value
                    + ": leave such rows out, or give a finite number.");
        }
        return value;
    }

    private static RatchetException missing(String name, String what, int row) {
        return new RatchetException(
                "The " + what + " in row " + row + " of column '" + name + "' is missing: leave rows without one out.");
    }

    /** The first of some texts, and whether there are more. */
    static String named(List<String> texts, int most) {
        return String.join(", ", texts.subList(0, Math.min(most, texts.size()))) + (texts.size() > most ? ", ..." : "");
    }
}
