/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.split.Association;
import dev.ratchet.data.internal.split.FoldRules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether one column alone tells the target. */
final class TargetCheck {

    private static final double NEARLY_ONE = 0.99;
    private static final double MUCH_SHARED = 0.9;
    private static final int FEW_VALUES = 20;
    private static final int FEWEST_ROWS = 20;
    private static final int ROWS_A_VALUE = 5;

    private final Table table;
    private final int target;
    private final boolean byClass;

    TargetCheck(Table table, String target) {
        this.table = table;
        this.target = RowPlacement.position(table, target);
        this.byClass = isClass(this.target);
    }

    private boolean isClass(int column) {
        DataType type = table.schema().type(column);
        return type.isText()
                || type.kind() == DataType.Kind.BOOLEAN
                || (type.isInteger()
                        && Arrays.stream(codes(column, all())).distinct().count() <= FEW_VALUES);
    }

    private int[] all() {
        return IntStream.range(0, table.rowCount()).toArray();
    }

    private int[] codes(int column, int[] rows) {
        long[] keys = RowPlacement.keys(
                table, List.of(table.schema().fields().get(column).name()), 0);
        return FoldRules.codes(Arrays.stream(rows).mapToLong(row -> keys[row]).toArray());
    }

    /** Refuses a target of which no measure says anything. */
    void requireTarget() {
        DataType type = table.schema().type(target);
        if (!byClass && !type.isNumeric()) {
            throw new RatchetException("Column '" + table.schema().names().get(target) + "' of table '" + table.name()
                    + "' is " + type + ". A target is a number, a text or a boolean.");
        }
    }

    private boolean isNumber(int column) {
        DataType type = table.schema().type(column);
        return type.isNumeric() && type.kind() != DataType.Kind.BOOLEAN;
    }

    private int[] rowsWithBoth(int column) {
        return Arrays.stream(all())
                .filter(row -> isThere(row, column) && isThere(row, target))
                .toArray();
    }

    /** How much a column says of the target. */
    TargetStrength strength(String column) {
        int at = RowPlacement.position(table, column);
        int[] rows = rowsWithBoth(at);
        TargetStrength.Measure measure = !byClass
                ? TargetStrength.Measure.R_SQUARED
                : isNumber(at) ? TargetStrength.Measure.AUC : TargetStrength.Measure.MUTUAL_INFORMATION;
        Optional<Double> figure = Optional.empty();
        if (rows.length >= FEWEST_ROWS && isNumber(at)) {
            double told = byNumber(rows, at);
            // Two classes give 0.5 at least: there are no two to tell apart.
            figure = byClass && told == 0 ? Optional.empty() : Optional.of(told);
        } else if (rows.length >= FEWEST_ROWS && isClass(at)) {
            int[] codes = codes(at, rows);
            figure = areRare(codes)
                    ? Optional.empty()
                    : Optional.of(byClass ? shared(rows, codes) : byValue(rows, codes));
        }
        return new TargetStrength(column, measure, figure.map(told -> Math.min(told, 1)), rows.length);
    }

    /** How well a column tells the target where that is suspicious, 0 to 1; empty where it is not. */
    Optional<Double> suspicion(String column) {
        int at = RowPlacement.position(table, column);
        int[] rows = rowsWithBoth(at);
        if (rows.length < FEWEST_ROWS
                || (!byClass && !table.schema().type(target).isNumeric())) {
            return Optional.empty();
        }
        double most = isNumber(at) ? byNumber(rows, at) : 0;
        if (isClass(at)) {
            int[] codes = codes(at, rows);
            most = Math.max(most, byValue(rows, codes));
            double shared = shared(rows, codes);
            if (shared >= MUCH_SHARED) {
                return Optional.of(Math.min(Math.max(most, shared), 1));
            }
        }
        return most >= NEARLY_ONE ? Optional.of(Math.min(most, 1)) : Optional.empty();
    }

    private boolean isThere(int row, int column) {
        DataType type = table.schema().type(column);
        return !table.isMissing(row, column) && (!type.isNumeric() || Double.isFinite(table.number(row, column)));
    }

    private double[] numbers(int[] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> table.number(row, column)).toArray();
    }

    private double byNumber(int[] rows, int column) {
        double[] values = numbers(rows, column);
        if (byClass) {
            return separation(values, codes(target, rows));
        }
        double[] wanted = numbers(rows, target);
        double linear = Association.pearson(values, wanted);
        double monotone = Association.spearman(values, wanted);
        double most = Math.max(linear * linear, monotone * monotone);
        return Double.isNaN(most) ? 0 : most;
    }

    /** The mean over pairs of classes of how well the numbers tell them apart, from 0.5 to 1. */
    private static double separation(double[] values, int[] classes) {
        double[][] byClass = IntStream.range(0, Arrays.stream(classes).max().orElse(-1) + 1)
                .mapToObj(one -> IntStream.range(0, values.length)
                        .filter(i -> classes[i] == one)
                        .mapToDouble(i -> values[i])
                        .toArray())
                .filter(members -> members.length >= ROWS_A_VALUE)
                .toArray(double[][]::new);
        if (byClass.length > FEW_VALUES) {
            return 0;
        }
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < byClass.length; i++) {
            for (int j = i + 1; j < byClass.length; j++) {
                double auc = Association.auc(byClass[i], byClass[j]);
                sum += Math.max(auc, 1 - auc);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /** The share of the target's variance or entropy that is known with the value, where values are not rare. */
    private double byValue(int[] rows, int[] codes) {
        if (areRare(codes)) {
            return 0;
        }
        if (byClass) {
            return Association.information(codes, codes(target, rows)).shareOfY();
        }
        double share = Association.varianceBetween(codes, numbers(rows, target));
        return Double.isNaN(share) ? 0 : share;
    }

    private double shared(int[] rows, int[] codes) {
        return byClass && !areRare(codes)
                ? Association.information(codes, codes(target, rows)).normalised()
                : 0;
    }

    private static boolean areRare(int[] codes) {
        return Arrays.stream(codes).distinct().count() * ROWS_A_VALUE > codes.length;
    }
}
