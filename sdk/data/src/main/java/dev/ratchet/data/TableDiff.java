/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which rows differ between two tables, found by a key. Immutable.
 *
 * @param onlyInFirst how many rows of the first table have a key that the second one does not have
 * @param onlyInSecond how many rows of the second table have a key that the first one does not have
 * @param changed how many rows differ in a column that both have in one type
 * @param columns the columns in which rows differ, with the number of these rows, in the first table's order
 * @param rows the first of the rows that differ
 */
public record TableDiff(
        long onlyInFirst, long onlyInSecond, long changed, List<ColumnCount> columns, List<RowDifference> rows) {

    /** Where a row that differs is. */
    public enum Where {
        /** In the first table only. */
        FIRST,
        /** In the second table only. */
        SECOND,
        /** In both, with other values. */
        BOTH
    }

    /**
     * A column in which rows differ.
     *
     * @param column its name
     * @param rows how many rows
     */
    public record ColumnCount(String column, long rows) {}

    /**
     * A value that differs.
     *
     * @param column its column
     * @param first the first table's value as CSV writes it, null when it is missing
     * @param second the second table's
     */
    public record Cell(
            String column, @Nullable String first, @Nullable String second) {}

    /**
     * A row that differs.
     *
     * @param where in which of the tables it is
     * @param key the values of the key as CSV writes them, {@code missing} for a missing one
     * @param cells the values that differ; empty when one table does not have the row
     */
    public record RowDifference(Where where, List<String> key, List<Cell> cells) {

        /** Copies the lists. */
        public RowDifference {
            key = List.copyOf(key);
            cells = List.copyOf(cells);
        }
    }

    /** Copies the lists. */
    public TableDiff {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Whether no row differs. */
    public boolean isEmpty() {
        return onlyInFirst + onlyInSecond + changed == 0;
    }
}
