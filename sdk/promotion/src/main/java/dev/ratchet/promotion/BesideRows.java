/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion;

import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows with columns of others beside their own. */
final class BesideRows implements ModelInput {

    private final ModelInput rows;
    private final ModelInput others;
    private final int[] otherRow;
    private final int[] otherColumn;
    private final int own;
    private final List<Column> columns;

    /**
     * Puts columns beside rows.
     *
     * @param otherRow for each row, the row of the others that belongs to it
     * @param names for each column, its name here
     */
    BesideRows(ModelInput rows, ModelInput others, int[] otherRow, int[] otherColumn, List<String> names) {
        this.rows = rows;
        this.others = others;
        this.otherRow = otherRow;
        this.otherColumn = otherColumn;
        this.own = rows.columns().size();
        this.columns = new ArrayList<>(rows.columns());
        for (int i = 0; i < otherColumn.length; i++) {
            Column column = others.columns().get(otherColumn[i]);
            columns.add(new Column(names.get(i), column.type(), column.required()));
        }
    }

    /** A column of others that lie in the same order. */
    static BesideRows inOrder(ModelInput rows, ModelInput others, String name) {
        return new BesideRows(
                rows, others, IntStream.range(0, rows.rowCount()).toArray(), new int[] {0}, List.of(name));
    }

    @Override
    public int rowCount() {
        return rows.rowCount();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public double number(int row, int column) {
        return column < own ? rows.number(row, column) : others.number(otherRow[row], otherColumn[column - own]);
    }

    @Override
    public @Nullable String text(int row, int column) {
        return column < own ? rows.text(row, column) : others.text(otherRow[row], otherColumn[column - own]);
    }
}
