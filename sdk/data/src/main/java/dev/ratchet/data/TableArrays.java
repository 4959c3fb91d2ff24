/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.RatchetException;
import dev.ratchet.data.internal.arrow.Batch;
import dev.ratchet.data.internal.arrow.Cells;
import dev.ratchet.data.internal.arrow.Chunk;

import java.lang.ref.Reference;

/** Columns of numbers as Java arrays, row after row. */
final class TableArrays {

    private static final int MOST = Integer.MAX_VALUE - 8;

    /** Takes a value to its place. */
    private interface Sink {
        void set(int position, double value);
    }

    private TableArrays() {}

    static float[] floats(Table table, String... columns) {
        float[] values = new float[size(table, columns)];
        fill(table, columns, (position, value) -> values[position] = (float) value);
        return values;
    }

    static double[] doubles(Table table, String... columns) {
        double[] values = new double[size(table, columns)];
        fill(table, columns, (position, value) -> values[position] = value);
        return values;
    }

    private static int size(Table table, String... columns) {
        long size = (long) table.rowCount() * columns.length;
        if (size > MOST) {
            throw new RatchetException("Table '" + table.name() + "' has " + table.rowCount() + " rows; "
                    + columns.length + " columns of it are more than the " + MOST
                    + " values that one array takes. Take a slice.");
        }
        return (int) size;
    }

    private static void fill(Table table, String[] columns, Sink sink) {
        try {
            fillColumns(table, columns, sink);
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    private static void fillColumns(Table table, String[] columns, Sink sink) {
        for (int i = 0; i < columns.length; i++) {
            int column = table.column(columns[i]);
            if (!table.schema().type(column).isNumeric()) {
                throw new RatchetException("Column '" + columns[i] + "' of table '" + table.name() + "' is "
                        + table.schema().type(column) + ", not a number.");
            }
            int position = i;
            for (Batch batch : table.batches()) {
                Cells cells = batch.columns().get(column).cells();
                for (int row = 0; row < batch.rows(); row++) {
                    sink.set(
                            position,
                            cells.isMissing(row) ? Double.NaN : cells.numbers().applyAsDouble(row));
                    position += columns.length;
                }
            }
        }
    }

    /** Whether a column of floating-point numbers has a NaN that is a value. */
    static boolean hasNaN(Chunk chunk) {
        DataType.Kind kind = chunk.type().kind();
        if (kind != DataType.Kind.FLOAT32 && kind != DataType.Kind.FLOAT64) {
            return false;
        }
        for (int row = 0; row < chunk.size(); row++) {
            if (!chunk.cells().isMissing(row)
                    && Double.isNaN(chunk.cells().numbers().applyAsDouble(row))) {
                return true;
            }
        }
        return false;
    }
}
