/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import org.jspecify.annotations.Nullable;

/** One row of a table while a function looks at it; not valid afterwards. Used by one thread. */
public final class Row {

    private final Table table;
    private int index;

    Row(Table table) {
        this.table = table;
    }

    Row moveTo(int row) {
        this.index = row;
        return this;
    }

    /** The position of the row, from 0. */
    public int index() {
        return index;
    }

    /** Whether the row has no value in a column. */
    public boolean isMissing(String column) {
        return table.isMissing(index, table.column(column));
    }

    /** The value of a numeric or boolean column; NaN where it is missing. */
    public double number(String column) {
        return table.number(index, table.column(column));
    }

    /** The value of any column as text; null where it is missing. */
    public @Nullable String text(String column) {
        return table.text(index, table.column(column));
    }

    /** The value as {@link Table#value} gives it; null where it is missing. */
    public @Nullable Object value(String column) {
        return table.value(index, table.column(column));
    }
}
