/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.Table;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** What two parts share, by 64 bits of the digest of each row's values. */
final class Overlap {

    private Overlap() {}

    /** How many rows of the second are in the first. */
    static int rows(Table first, Table second, List<String> columns) {
        if (columns.isEmpty()) {
            return 0;
        }
        long[] known = LongSorting.distinct(RowPlacement.keys(first, columns, 0));
        return (int) Arrays.stream(RowPlacement.keys(second, columns, 0))
                .filter(key -> Arrays.binarySearch(known, key) >= 0)
                .count();
    }

    /** How many different values are in both. */
    static int values(Table first, Table second, List<String> columns) {
        long[] known = LongSorting.distinct(RowPlacement.keys(first, columns, 0));
        return (int) Arrays.stream(LongSorting.distinct(RowPlacement.keys(second, columns, 0)))
                .filter(key -> Arrays.binarySearch(known, key) >= 0)
                .count();
    }

    /** The largest value of a column (sign 1) or the smallest (sign -1); null when all are missing. */
    static @Nullable Object limit(Table table, String column, int sign) {
        int at = RowPlacement.position(table, column);
        Object limit = null;
        for (int row = 0; row < table.rowCount(); row++) {
            Object value = table.value(row, at);
            if (value != null && (limit == null || TimeValues.compare(value, limit) * sign > 0)) {
                limit = value;
            }
        }
        return limit;
    }

    /** In which share of the rows that have both a column is later than another. */
    static double shareLater(Table table, String column, String than) {
        int one = RowPlacement.position(table, column);
        int two = RowPlacement.position(table, than);
        int both = 0;
        int later = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            Object value = table.value(row, one);
            Object other = table.value(row, two);
            if (value != null && other != null) {
                both++;
                later += TimeValues.compare(value, other) > 0 ? 1 : 0;
            }
        }
        return both == 0 ? 0 : (double) later / both;
    }
}
