/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.Cells;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Finds the cells of a table in its batches. The table must stay reachable meanwhile. */
final class TableCells {

    private final String table;
    private final TableMemory memory;
    private final int[] starts;
    private final int rows;

    TableCells(String table, TableMemory memory) {
        this.table = table;
        this.memory = memory;
        List<Batch> batches = memory.batches();
        this.starts = new int[batches.size()];
        int count = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = count;
            count = Math.addExact(count, batches.get(i).rows());
        }
        this.rows = count;
    }

    int rows() {
        return rows;
    }

    boolean isMissing(int row, int column) {
        int batch = batchOf(row);
        return cells(batch, column).isMissing(row - starts[batch]);
    }

    double number(int row, int column) {
        int batch = batchOf(row);
        Cells cells = cells(batch, column);
        int at = row - starts[batch];
        return cells.isMissing(at) ? Double.NaN : cells.numbers().applyAsDouble(at);
    }

    @Nullable
    Object value(int row, int column) {
        int batch = batchOf(row);
        Cells cells = cells(batch, column);
        int at = row - starts[batch];
        return cells.isMissing(at) ? null : cells.values().apply(at);
    }

    private Cells cells(int batch, int column) {
        return memory.batches().get(batch).columns().get(column).cells();
    }

    private int batchOf(int row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException(
                    "row " + row + " of table '" + table + "', which has " + rows + " rows (0 is the first)");
        }
        int found = Arrays.binarySearch(starts, row);
        return found >= 0 ? lastOf(found) : -found - 2;
    }

    /** Of batches that begin with one row, all but the last are empty. */
    private int lastOf(int batch) {
        int last = batch;
        while (last + 1 < starts.length && starts[last + 1] == starts[batch]) {
            last++;
        }
        return last;
    }
}
