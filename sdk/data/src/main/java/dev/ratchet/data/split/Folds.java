/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.split;

import dev.ratchet.data.Table;
import dev.ratchet.data.internal.split.PartTables;
import dev.ratchet.data.internal.split.TablePart;
import dev.ratchet.dataset.DatasetIdentity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A table in folds, of which each is validation once. Holds the table's memory until it is closed. Safe to share. */
public final class Folds implements AutoCloseable {

    private final Table table;
    private final int[] foldOf;
    private final int count;
    private final boolean byTime;
    private final SplitRecord record;
    private final DatasetIdentity.Describer describer;

    private Folds(Table table, int[] foldOf, int count, boolean byTime, SplitRecord record) {
        this.table = table;
        this.foldOf = foldOf;
        this.count = count;
        this.byTime = byTime;
        this.record = record;
        this.describer = label ->
                new DatasetIdentity.Description(Map.of(), Map.of(SplitRecord.ARTIFACT, record.toJson()), record.tags());
    }

    static Folds of(SplitPlan plan, Table table, int[] foldOf, int count) {
        boolean byTime = plan.method() == SplitPlan.Method.BY_TIME;
        List<SplitRecord.Part> parts = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            try (Table validation = table.rows(validationRows(foldOf, byTime ? fold + 1 : fold))) {
                parts.add(SplitRecord.part("fold-" + fold, validation));
            }
        }
        SplitRecord record = SplitRecord.of(plan, table, parts);
        return new Folds(table.withName(table.name()), foldOf, count, byTime, record);
    }

    private static int[] validationRows(int[] foldOf, int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] == fold)
                .toArray();
    }

    /** How many there are. */
    public int size() {
        return count;
    }

    /** The rows to train on for a fold, from 0; the caller closes the table. */
    public Table train(int fold) {
        int own = check(fold);
        Table rows = table.rows(IntStream.range(0, foldOf.length)
                .filter(row -> byTime ? foldOf[row] < own : foldOf[row] != own)
                .toArray());
        return part(rows, "fold " + fold + " training");
    }

    /** The rows of a fold, from 0; the caller closes the table. */
    public Table validation(int fold) {
        return part(table.rows(validationRows(foldOf, check(fold))), "fold " + fold + " validation");
    }

    private Table part(Table rows, String role) {
        return PartTables.of(rows, rows.name(), new TablePart(role, describer));
    }

    private int check(int fold) {
        if (fold < 0 || fold >= count) {
            throw new IndexOutOfBoundsException("fold " + fold + " of " + count + " (0 is the first)");
        }
        return byTime ? fold + 1 : fold;
    }

    /** What was done: plan and digests of the folds. */
    public SplitRecord record() {
        return record;
    }

    /** Lets go of the table's memory; tables of folds stay. Idempotent. */
    @Override
    public void close() {
        table.close();
    }
}
