/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.arrow.BatchSource;
import dev.ratchet.data.internal.arrow.TableRows;
import dev.ratchet.data.internal.digest.RowKeys;
import dev.ratchet.data.internal.split.FoldRules;
import dev.ratchet.data.internal.split.Parts;
import dev.ratchet.data.internal.split.SplitMix;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Applies a plan to the rows of a table. */
final class RowPlacement {

    private static final List<String> NAMES = List.of("training", "validation", "test");

    private final SplitPlan plan;
    private final Table table;
    private final List<String> columns;

    RowPlacement(SplitPlan plan, Table table) {
        this.plan = plan;
        this.table = table;
        this.columns = plan.columns();
        columns.forEach(name -> position(table, name));
    }

    /** The part of every row. */
    int[] parts() {
        double[] shares = plan.shares();
        int rows = table.rowCount();
        int[] parts = switch (plan.method()) {
            case RANDOM ->
                table.key().isEmpty()
                        ? Parts.cut(new SplitMix(plan.seed()).shuffled(rows), Parts.sizes(rows, shares))
                        : Parts.hashed(keys(), shares);
            case HASHED -> Parts.hashed(keys(), shares);
            case STRATIFIED -> {
                long[] classes = classes(used(shares), "parts");
                yield Parts.stratified(classes, order(), shares);
            }
            case GROUPED -> Parts.grouped(groups(used(shares)), shares);
            case BY_TIME -> {
                int[] order = byTime();
                yield Parts.byTime(order, repeats(order), Parts.sizes(rows, shares));
            }
        };
        refuseEmpty(parts, shares);
        return parts;
    }

    private static int used(double[] shares) {
        int used = 0;
        for (double share : shares) {
            used += share > 0 ? 1 : 0;
        }
        return used;
    }

    /** The fold of every row; by time 0 for rows that are never validation, then from 1. */
    int[] folds(int count) {
        int rows = table.rowCount();
        if (rows < (plan.method() == SplitPlan.Method.BY_TIME ? count + 1 : count)) {
            throw new RatchetException(
                    "Table '" + table.name() + "' has " + rows + " rows, too few for " + count + " folds.");
        }
        return switch (plan.method()) {
            case RANDOM -> table.key().isEmpty() ? back(order(), FoldRules.plain(rows, count)) : hashedFolds(count);
            case HASHED -> hashedFolds(count);
            case STRATIFIED -> {
                long[] classes = classes(count, "folds");
                int[] order = order();
                long[] ordered =
                        IntStream.of(order).mapToLong(row -> classes[row]).toArray();
                yield back(order, FoldRules.stratified(FoldRules.codes(ordered), count));
            }
            case GROUPED -> {
                long[] groups = groups(count);
                long[] sorted = LongSorting.distinct(groups);
                yield FoldRules.grouped(LongSorting.ranks(groups, sorted), count);
            }
            case BY_TIME -> back(byTime(), FoldRules.timeSeries(rows, count));
        };
    }

    private int[] hashedFolds(int count) {
        long[] keys = keys();
        int[] folds = new int[keys.length];
        boolean[] used = new boolean[count];
        for (int row = 0; row < folds.length; row++) {
            folds[row] = (int) ((keys[row] >>> 11) * 0x1.0p-53 * count);
            used[folds[row]] = true;
        }
        for (int fold = 0; fold < count; fold++) {
            if (!used[fold]) {
                throw new RatchetException("Fold " + fold + " of table '" + table.name() + "' has no rows: " + count
                        + " folds by hash of " + keyColumns() + " are too many for " + keys.length + " rows.");
            }
        }
        return folds;
    }

    private static int[] back(int[] order, int[] values) {
        int[] byRow = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            byRow[order[i]] = values[i];
        }
        return byRow;
    }

    /** Random order; where rows have a key it does not depend on the order in the table. */
    private int[] order() {
        if (table.key().isEmpty()) {
            return new SplitMix(plan.seed()).shuffled(table.rowCount());
        }
        long[] keys = keys();
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingLong(row -> keys[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private List<String> keyColumns() {
        List<String> names = plan.method() == SplitPlan.Method.HASHED && !columns.isEmpty() ? columns : table.key();
        if (names.isEmpty()) {
            throw new RatchetException("Table '" + table.name() + "' has no key, by which a hashed split places rows."
                    + " Name columns, DataSplit.hashed(\"id\"), or give the table a key by withKey(\"id\").");
        }
        return names;
    }

    private long[] keys() {
        List<String> names = keyColumns();
        names.forEach(name -> refuseMissing(name, "a key"));
        return keys(table, names, plan.seed());
    }

    private long[] classes(int least, String what) {
        String column = columns.get(0);
        long[] classes = keys(table, columns, 0);
        Map<Long, Integer> counts = new HashMap<>();
        Map<Long, Integer> firsts = new HashMap<>();
        for (int row = 0; row < classes.length; row++) {
            counts.merge(classes[row], 1, Integer::sum);
            firsts.putIfAbsent(classes[row], row);
        }
        List<Long> small = new ArrayList<>();
        counts.forEach((value, count) -> {
            if (count < least) {
                small.add(value);
            }
        });
        if (!small.isEmpty()) {
            small.sort(Comparator.comparing(firsts::get));
            int row = Objects.requireNonNull(firsts.get(small.get(0)));
            int count = Objects.requireNonNull(counts.get(small.get(0)));
            throw new RatchetException("Value '" + table.text(row, position(table, column)) + "' of column '" + column
                    + "' of table '" + table.name() + "' has too few rows, " + count + ", for " + least + " " + what
                    + (small.size() == 1 ? "" : ", and so have " + (small.size() - 1) + " other values")
                    + ". Merge or drop rare values, or split by another rule.");
        }
        return classes;
    }

    private long[] groups(int least) {
        refuseMissing(columns.get(0), "a group");
        long[] groups = keys(table, columns, plan.seed());
        int distinct = LongSorting.distinct(groups).length;
        if (distinct < least) {
            throw new RatchetException("Column '" + columns.get(0) + "' of table '" + table.name() + "' has " + distinct
                    + " groups, too few for " + least + " parts.");
        }
        return groups;
    }

    private int[] byTime() {
        String column = columns.get(0);
        DataType type = table.schema().type(position(table, column));
        boolean ordered = type.isNumeric()
                || switch (type.kind()) {
                    case DATE, TIME, TIMESTAMP, TIMESTAMP_UTC -> true;
                    default -> false;
                };
        if (!ordered) {
            throw new RatchetException("Column '" + column + "' of table '" + table.name() + "' is " + type
                    + ", which has no order in time. Take a date, a time, a timestamp or a number, or derive one.");
        }
        refuseMissing(column, "a time");
        int at = position(table, column);
        return IntStream.range(0, table.rowCount())
                .boxed()
                .sorted((one, two) -> TimeValues.compare(table.value(one, at), table.value(two, at)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean[] repeats(int[] order) {
        int at = position(table, columns.get(0));
        boolean[] repeats = new boolean[order.length];
        for (int i = 1; i < order.length; i++) {
            repeats[i] = TimeValues.compare(table.value(order[i - 1], at), table.value(order[i], at)) == 0;
        }
        return repeats;
    }

    private void refuseMissing(String column, String what) {
        int at = position(table, column);
        int missing = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            missing += table.isMissing(row, at) ? 1 : 0;
        }
        if (missing > 0) {
            throw new RatchetException("Column '" + column + "' of table '" + table.name() + "' has no value in "
                    + missing + " rows, which needs " + what + " in every row. Filter these rows first.");
        }
    }

    private void refuseEmpty(int[] parts, double[] shares) {
        int[] sizes = new int[shares.length];
        for (int part : parts) {
            sizes[part]++;
        }
        for (int part = 0; part < sizes.length; part++) {
            if (sizes[part] == 0 && shares[part] > 0) {
                throw new RatchetException("The " + NAMES.get(part) + " part of table '" + table.name()
                        + "' would be empty: it gets " + shares[part] + " of " + parts.length
                        + " rows. Give it a larger fraction, or 0 for none, or take more rows.");
            }
        }
    }

    /** The rows of each part, ascending. */
    static List<int[]> rowsOf(int[] parts, int count) {
        return IntStream.range(0, count)
                .mapToObj(part -> IntStream.range(0, parts.length)
                        .filter(row -> parts[row] == part)
                        .toArray())
                .toList();
    }

    /** 64 bits for each row, from the values of some columns. */
    static long[] keys(Table table, List<String> names, long seed) {
        int[] at = names.stream().mapToInt(name -> position(table, name)).toArray();
        try (BatchSource source = TableRows.of(table)) {
            return RowKeys.of(source, at, seed);
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    static int position(Table table, String name) {
        int at = table.indexOf(name);
        if (at < 0) {
            throw new RatchetException("Table '" + table.name() + "' has no column '" + name + "'. Its columns are "
                    + table.schema().names() + ".");
        }
        return at;
    }
}
