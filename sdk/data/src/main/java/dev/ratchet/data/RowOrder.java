/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/** Compares rows of a table by columns, missing values last. */
final class RowOrder implements Comparator<Integer> {

    private final Table table;
    private final int[] columns;

    RowOrder(Table table, int[] columns) {
        this.table = table;
        this.columns = columns;
        for (int column : columns) {
            DataType.Kind kind = table.schema().type(column).kind();
            if (kind == DataType.Kind.LIST || kind == DataType.Kind.BINARY) {
                throw new RatchetException("Rows cannot be sorted by column '"
                        + table.schema().fields().get(column).name() + "', which is "
                        + table.schema().type(column) + ".");
            }
        }
    }

    @Override
    public int compare(Integer one, Integer two) {
        for (int column : columns) {
            int order = compareValues(table.value(one, column), table.value(two, column));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked") // Values of one column are of one class.
    private static int compareValues(@Nullable Object one, @Nullable Object two) {
        if (one == null || two == null) {
            return Boolean.compare(one == null, two == null);
        }
        return ((Comparable<Object>) one).compareTo(two);
    }
}
