/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.Run;
import dev.ratchet.data.Table;
import dev.ratchet.data.internal.split.PartTables;
import dev.ratchet.data.internal.split.TablePart;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in three parts: rows to train on, rows to choose by, and sealed rows to judge by. Closing it closes the parts.
 * Safe to share.
 *
 * <pre>{@code
 * try (Table table = Tables.csv(Path.of("wdbc.csv"));
 *         DataSplit split = DataSplit.stratified("diagnosis").fractions(0.70, 0.15, 0.15).seed(42).apply(table)) {
 *     split.logTo(run);
 * }
 * }</pre>
 *
 * <p>The parts are called as the table with {@code -train}, {@code -validation} and {@code -test} behind it, and know
 * their split, also when rows or columns are taken out of them: a run that uses one logs the split's record, and a run
 * that trains on one also what leaks, where the part for training is not too large for that ({@link LeakageCheck}).
 */
public final class DataSplit implements AutoCloseable {

    private static final List<String> NAMES = List.of("train", "validation", "test");
    private static final List<String> ROLES = List.of("training", "validation", "test");

    private final Table train;
    private final Table validation;
    private final SealedPart test;
    private final SplitRecord record;
    private final SplitDescriber describer;

    private DataSplit(Table train, Table validation, SealedPart test, SplitRecord record, SplitDescriber describer) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.record = record;
        this.describer = describer;
        describer.describes(this);
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
        SplitDescriber describer = new SplitDescriber();
        try {
            for (int[] part : rows) {
                int number = parts.size();
                String name = table.name() + "-" + NAMES.get(number);
                parts.add(PartTables.of(table.rows(part), name, new TablePart(ROLES.get(number), describer)));
            }
            SealedPart test = SealedPart.seal(parts.get(2));
            SplitRecord record = SplitRecord.of(plan, table, parts.get(0), parts.get(1), test);
            return new DataSplit(parts.get(0), parts.get(1), test, record, describer);
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

    /** Logs the record and, where there was one, the last leakage check; autologged training does so itself. */
    public void logTo(Run run) {
        record.logTo(run);
        describer.checked().ifPresent(report -> report.logTo(run));
    }

    SplitDescriber describer() {
        return describer;
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
