/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares two tables row by row, with rows lined up by a key. Used by one thread. */
final class TableComparison {

    /** A column that both tables have in one type, with the number of rows that differ in it. */
    private static final class Shared {
        private final String name;
        private final int first;
        private final int second;
        private long rows;

        Shared(String name, int first, int second) {
            this.name = name;
            this.first = first;
            this.second = second;
        }
    }

    private final Table first;
    private final Table second;
    private final List<String> key;
    private final int most;
    private final List<Shared> shared = new ArrayList<>();
    private final List<TableDiff.RowDifference> found = new ArrayList<>();
    private long onlyInFirst;
    private long onlyInSecond;
    private long changed;

    TableComparison(Table first, Table second, List<String> key, int most) {
        this.first = first;
        this.second = second;
        this.key = key;
        this.most = most;
        if (key.isEmpty()) {
            throw new RatchetException("Rows are compared by a key: name at least one column that tells them apart.");
        }
        for (TableSchema.Field field : first.schema().fields()) {
            int column = second.indexOf(field.name());
            if (column >= 0 && isOneType(field.type(), second.schema().type(column)) && !key.contains(field.name())) {
                shared.add(new Shared(field.name(), first.indexOf(field.name()), column));
            }
        }
    }

    /** How a column of texts is kept does not matter. */
    private static boolean isOneType(DataType one, DataType other) {
        return one.equals(other) || (one.isText() && other.isText());
    }

    TableDiff compare() {
        requireKey(first);
        Map<List<Object>, Integer> rows = index(second);
        boolean[] met = new boolean[second.rowCount()];
        int[] keys = columns(first);
        for (int row = 0; row < first.rowCount(); row++) {
            Integer other = rows.get(keyOf(first, keys, row));
            if (other == null) {
                onlyInFirst++;
                add(TableDiff.Where.FIRST, first, row, List.of());
            } else {
                met[other] = true;
                compare(row, other);
            }
        }
        for (int row = 0; row < met.length; row++) {
            if (!met[row]) {
                onlyInSecond++;
                add(TableDiff.Where.SECOND, second, row, List.of());
            }
        }
        List<TableDiff.ColumnCount> counts = shared.stream()
                .filter(column -> column.rows > 0)
                .map(column -> new TableDiff.ColumnCount(column.name, column.rows))
                .toList();
        return new TableDiff(onlyInFirst, onlyInSecond, changed, counts, found);
    }

    private void compare(int row, int other) {
        List<TableDiff.Cell> cells = new ArrayList<>();
        for (Shared column : shared) {
            Object mine = canonical(first.value(row, column.first));
            Object others = canonical(second.value(other, column.second));
            if (!Objects.equals(mine, others)) {
                column.rows++;
                cells.add(new TableDiff.Cell(
                        column.name, first.text(row, column.first), second.text(other, column.second)));
            }
        }
        if (!cells.isEmpty()) {
            changed++;
            add(TableDiff.Where.BOTH, first, row, cells);
        }
    }

    private void add(TableDiff.Where where, Table table, int row, List<TableDiff.Cell> cells) {
        if (found.size() < most) {
            List<String> values = Arrays.stream(columns(table))
                    .mapToObj(column -> table.text(row, column))
                    .map(text -> text == null ? "missing" : text)
                    .toList();
            found.add(new TableDiff.RowDifference(where, values, cells));
        }
    }

    private int[] columns(Table table) {
        return key.stream().mapToInt(table::column).toArray();
    }

    private void requireKey(Table table) {
        Map<List<Object>, Integer> unused = index(table);
    }

    private Map<List<Object>, Integer> index(Table table) {
        int[] columns = columns(table);
        Map<List<Object>, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            Integer before = rows.put(keyOf(table, columns, row), row);
            if (before != null) {
                throw new RatchetException("Key " + key + " does not tell the rows of table '" + table.name()
                        + "' apart: rows " + before + " and " + row + " (0 is the first) have the same. Add columns to"
                        + " the key.");
            }
        }
        return rows;
    }

    private static List<Object> keyOf(Table table, int[] columns, int row) {
        List<Object> values = new ArrayList<>(columns.length);
        for (int column : columns) {
            Object value = canonical(table.value(row, column));
            values.add(value == null ? Missing.VALUE : value);
        }
        return values;
    }

    private enum Missing {
        VALUE
    }

    /** Values that have one digest are one value: no negative zero, bytes by their content. */
    private static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Double number) {
            return number + 0.0;
        }
        if (value instanceof Float number) {
            return number + 0.0f;
        }
        return value instanceof byte[] bytes ? CellText.of(bytes) : value;
    }
}
