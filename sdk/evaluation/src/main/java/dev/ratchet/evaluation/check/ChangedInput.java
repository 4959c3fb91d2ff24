/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.check;

import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows with other values in some columns, or with columns in another order.
 *
 * @param rows how many of the first rows are taken
 * @param order the column that stands at each place
 * @param changed which columns have other values
 * @param number the other number for each one of a changed column
 * @param text the other text of a changed column; null is missing
 */
record ChangedInput(
        ModelInput original,
        int rows,
        List<Integer> order,
        IntPredicate changed,
        DoubleUnaryOperator number,
        @Nullable String text)
        implements ModelInput {

    static ChangedInput first(ModelInput original, int rows) {
        return new ChangedInput(original, rows, places(original), column -> false, value -> value, null);
    }

    private static List<Integer> places(ModelInput original) {
        return IntStream.range(0, original.columns().size()).boxed().toList();
    }

    /** With other values in these columns. */
    ChangedInput with(IntPredicate columns, DoubleUnaryOperator otherNumber, @Nullable String otherText) {
        return new ChangedInput(original, rows, order, columns, otherNumber, otherText);
    }

    /** With the last column first. */
    ChangedInput reversed() {
        int last = order.size() - 1;
        return new ChangedInput(
                original, rows, order.stream().map(place -> last - place).toList(), changed, number, text);
    }

    @Override
    public int rowCount() {
        return rows;
    }

    @Override
    public List<Column> columns() {
        return order.stream().map(original.columns()::get).toList();
    }

    @Override
    public double number(int row, int column) {
        int own = order.get(column);
        double value = original.number(row, own);
        return changed.test(own) ? number.applyAsDouble(value) : value;
    }

    @Override
    public @Nullable String text(int row, int column) {
        int own = order.get(column);
        if (!changed.test(own)) {
            return original.text(row, own);
        }
        if (!original.columns().get(own).type().isNumeric()) {
            return text;
        }
        double value = number(row, column);
        return Double.isNaN(value) ? null : Double.toString(value);
    }
}
