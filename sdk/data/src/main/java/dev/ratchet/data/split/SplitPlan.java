/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.RatchetException;
import dev.ratchet.data.Table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a table is divided: by which rule, into which fractions, with which seed. Immutable; every setting gives a new
 * plan. Made by {@link DataSplit}. Defaults: 0.7 for training, 0.15 for validation, 0.15 for test, seed 0.
 *
 * <p>The same plan gives the same parts of the same table on every platform: rows are shuffled by SplitMix64, and keys
 * and groups are placed by SHA-256 of seed and value.
 */
public final class SplitPlan {

    /** The rules. */
    public enum Method {
        /** Any row anywhere. */
        RANDOM,
        /** Every value of a column in all parts, by its share. */
        STRATIFIED,
        /** All rows with one value of a column in one part. */
        GROUPED,
        /** Earlier rows for training, the latest for test. */
        BY_TIME,
        /** Each row by its key alone. */
        HASHED
    }

    private static final double SUM_SLACK = 1e-9;
    private static final double[] DEFAULT_FRACTIONS = {0.7, 0.15, 0.15};

    private final Method method;
    private final List<String> columns;
    private final double[] fractions;
    private final long seed;

    private SplitPlan(Method method, List<String> columns, double[] fractions, long seed) {
        this.method = method;
        this.columns = List.copyOf(columns);
        this.fractions = fractions.clone();
        this.seed = seed;
    }

    static SplitPlan of(Method method, String... columns) {
        return new SplitPlan(method, List.of(columns), DEFAULT_FRACTIONS, 0);
    }

    /** The rule. */
    public Method method() {
        return method;
    }

    /** The columns that the rule looks at; empty for random ones and for hashed ones by the table's key. */
    public List<String> columns() {
        return columns;
    }

    /** The shares of training, validation and test. */
    public List<Double> fractions() {
        return Arrays.stream(fractions).boxed().toList();
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /**
     * The shares of rows, 0 to 1, which sum to 1; a part of 0 stays empty, except for training.
     *
     * @throws IllegalArgumentException when they do not
     */
    public SplitPlan fractions(double train, double validation, double test) {
        double[] given = {train, validation, test};
        boolean possible = train > 0 && Math.abs(train + validation + test - 1) <= SUM_SLACK;
        for (double fraction : given) {
            possible &= fraction >= 0 && fraction <= 1;
        }
        if (!possible) {
            throw new IllegalArgumentException("fractions: " + train + ", " + validation + ", " + test
                    + ". Give three numbers from 0 to 1 that sum to 1, the first above 0, such as 0.7, 0.15, 0.15.");
        }
        return new SplitPlan(method, columns, given, seed);
    }

    /** Another seed gives other parts; rules by time have no use for it. */
    public SplitPlan seed(long value) {
        return new SplitPlan(method, columns, fractions, value);
    }

    /**
     * Divides a table. The parts keep the order of its rows; the table stays open.
     *
     * @throws RatchetException when a column is not there or has missing values where it must not, a part would be
     *     empty, or a class has fewer rows than there are parts
     */
    public DataSplit apply(Table table) {
        int[] parts = new RowPlacement(this, table).parts();
        return DataSplit.of(this, table, RowPlacement.rowsOf(parts, fractions.length));
    }

    /**
     * Divides a table into folds, of which each is validation once; fractions are not used. By time, a fold is
     * validated by what was learnt from all rows before it, so that the first rows are never validation.
     *
     * @throws IllegalArgumentException when there are fewer than 2 folds
     * @throws RatchetException when there are not enough rows, groups or rows of a class, or as {@link #apply} does
     */
    public Folds folds(int count, Table table) {
        if (count < 2) {
            throw new IllegalArgumentException("folds: " + count + ". Give at least 2.");
        }
        int[] foldOf = new RowPlacement(this, table).folds(count);
        return Folds.of(this, table, foldOf, count);
    }

    /** As it stands in records. */
    Map<String, Object> toJsonValue() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method.name().toLowerCase(Locale.ROOT));
        json.put("columns", columns);
        json.put("fractions", fractions());
        json.put("seed", seed);
        return json;
    }

    double[] shares() {
        return fractions.clone();
    }

    /** Method, columns, fractions and seed. */
    @Override
    public String toString() {
        return method + " split" + (columns.isEmpty() ? "" : " by " + columns) + " into " + fractions() + ", seed "
                + seed;
    }
}
