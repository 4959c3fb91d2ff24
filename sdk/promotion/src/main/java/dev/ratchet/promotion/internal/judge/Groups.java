/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.evaluation.RowInfo;
import dev.ratchet.evaluation.metric.UndefinedMetricException;
import dev.ratchet.evaluation.metric.UndefinedMetricException.Reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows by the values of columns, sorted by those. Grouped once, for all rules of the same columns. Not thread-safe. */
final class Groups {

    private final RowInfo rows;
    private final int count;
    private final Map<List<String>, Map<String, int[]>> known = new HashMap<>();

    Groups(RowInfo rows, int count) {
        this.rows = rows;
        this.count = count;
    }

    /**
     * The rows of each slice, by its name.
     *
     * @throws UndefinedMetricException if a column is missing
     */
    Map<String, int[]> by(List<String> columns) {
        return known.computeIfAbsent(columns, this::group);
    }

    private Map<String, int[]> group(List<String> columns) {
        int[] group = new int[count];
        List<String> names = List.of("");
        for (String column : columns) {
            List<String> values = rows.columns().get(column);
            if (values == null) {
                throw new UndefinedMetricException(
                        Reason.BAD_ARGUMENT,
                        "there is no column '" + column + "'; there are "
                                + rows.columns().keySet() + ".");
            }
            names = refine(group, names, column, values);
        }
        return rowsOf(group, names);
    }

    /** Splits groups by one more column; the names of the new ones. */
    private List<String> refine(int[] group, List<String> names, String column, List<String> values) {
        List<Map<String, Integer>> numbers = new ArrayList<>();
        names.forEach(name -> numbers.add(new HashMap<>()));
        List<String> refined = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            String value = values.get(row);
            String before = names.get(group[row]);
            Map<String, Integer> within = numbers.get(group[row]);
            Integer number = within.get(value);
            if (number == null) {
                number = refined.size();
                within.put(value, number);
                refined.add((before.isEmpty() ? "" : before + ", ") + column + "=" + value);
            }
            group[row] = number;
        }
        return refined;
    }

    private Map<String, int[]> rowsOf(int[] group, List<String> names) {
        int[] sizes = new int[names.size()];
        for (int row = 0; row < count; row++) {
            sizes[group[row]]++;
        }
        List<int[]> members = new ArrayList<>();
        for (int size : sizes) {
            members.add(new int[size]);
        }
        int[] next = new int[sizes.length];
        for (int row = 0; row < count; row++) {
            members.get(group[row])[next[group[row]]++] = row;
        }
        Map<String, int[]> sorted = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            sorted.put(names.get(i), members.get(i));
        }
        return new LinkedHashMap<>(sorted);
    }
}
