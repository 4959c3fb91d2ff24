/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.Table;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in three parts: rows to train on, rows to choose by, and sealed rows to judge by. Closing it closes the parts.
 * Safe to share.
 *
 * <pre>{@code
 * try (Table table = Tables.csv(Path.of("wdbc.csv"));
 *         DataSplit split = DataSplit.stratified("diagnosis").fractions(0.70, 0.15, 0.15).seed(42).apply(table)) {
 *     run.logText(split.record().toJson(), "split.json");
 * }
 * }</pre>
 */
public final class DataSplit implements AutoCloseable {

    private final Table train;
    private final Table validation;
    private final SealedPart test;
    private final SplitRecord record;

    private DataSplit(Table train, Table validation, SealedPart test, SplitRecord record) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.record = record;
    }

    /**
     * Any row anywhere, in exactly the fractions. Where the table has a key, the same as {@link #hashed} by it: adding
     * rows moves none across, and sizes are as by chance.
     */
    public static SplitPlan random() {
        return SplitPlan.of(SplitPlan.Method.RANDOM);
    }

    /**
     * Every value of a column in all parts by its share, within one row; missing is a value too. Where the table has a
     * key, the order of rows does not matter.
     */
    public static SplitPlan stratified(String column) {
        return SplitPlan.of(SplitPlan.Method.STRATIFIED, column);
    }

    /**
     * All rows with one value of a column in one part; no part gets more than its share and one group. The order of rows
     * does not matter.
     */
    public static SplitPlan grouped(String column) {
        return SplitPlan.of(SplitPlan.Method.GROUPED, column);
    }

    /** The earliest rows for training, the latest for test; rows of one time stay together, in the earlier part. */
    public static SplitPlan byTime(String column) {
        return SplitPlan.of(SplitPlan.Method.BY_TIME, column);
    }

    /**
     * Each row by the values in these columns alone, those of the table's key when none is named. Adding rows moves none
     * across, the order of rows does not matter, rows with equal values stay together; sizes are as by chance.
     */
    public static SplitPlan hashed(String... columns) {
        return SplitPlan.of(SplitPlan.Method.HASHED, columns);
    }

    static DataSplit of(SplitPlan plan, Table table, List<int[]> rows) {
        List<Table> parts = new ArrayList<>();
        try {
            for (int[] part : rows) {
                parts.add(table.rows(part));
            }
            SealedPart test = SealedPart.seal(parts.get(2));
            return new DataSplit(
                    parts.get(0), parts.get(1), test, SplitRecord.of(plan, table, parts.get(0), parts.get(1), test));
        } catch (RuntimeException e) {
            parts.forEach(Table::close);
            throw e;
        }
    }

    /** The rows to train on. */
    public Table train() {
        return train;
    }

    /** The rows to choose by: when to stop, which threshold, which parameters. */
    public Table validation() {
        return validation;
    }

    /** The rows to judge the final model by. */
    public SealedPart test() {
        return test;
    }

    /** What was done: plan and digests. */
    public SplitRecord record() {
        return record;
    }

    /** Closes the parts; idempotent. */
    @Override
    public void close() {
        train.close();
        validation.close();
        test.close();
    }

    /** The plan and the number of rows of each part. */
    @Override
    public String toString() {
        return record.plan() + ": " + train.rowCount() + ", " + validation.rowCount() + " and " + test.rowCount()
                + " rows";
    }
}
