/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.evaluation.slice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of each value of a column, found in one pass.
 *
 * @param values in the order in which they first come
 * @param ofRow the position of each row's value
 * @param counts the rows of each value
 */
record Groups(List<String> values, int[] ofRow, int[] counts) {

    static Groups of(List<String> column) {
        Map<String, Integer> positions = new HashMap<>();
        List<String> values = new ArrayList<>();
        int[] ofRow = new int[column.size()];
        for (int row = 0; row < ofRow.length; row++) {
            String value = column.get(row);
            Integer known = positions.get(value);
            if (known == null) {
                known = values.size();
                positions.put(value, known);
                values.add(value);
            }
            ofRow[row] = known;
        }
        int[] counts = new int[values.size()];
        for (int group : ofRow) {
            counts[group]++;
        }
        return new Groups(values, ofRow, counts);
    }

    /** The rows of a value, or all others. */
    int[] rows(int group, boolean inside) {
        int[] rows = new int[inside ? counts[group] : ofRow.length - counts[group]];
        int next = 0;
        for (int row = 0; row < ofRow.length; row++) {
            if ((ofRow[row] == group) == inside) {
                rows[next++] = row;
            }
        }
        return rows;
    }
}
