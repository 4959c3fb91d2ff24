/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.RatchetException;
import dev.ratchet.model.Column;
import dev.ratchet.model.ModelInput;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns of a file of predictions; what is missing or of another type is refused by name. */
final class KeptRows {

    private final String file;
    private final ModelInput rows;
    private final Set<String> names = new LinkedHashSet<>();

    KeptRows(String file, ModelInput rows) {
        this.file = file;
        this.rows = rows;
        rows.columns().forEach(column -> names.add(column.name()));
    }

    Set<String> names() {
        return names;
    }

    int rowCount() {
        return rows.rowCount();
    }

    double[] numbers(String name) {
        int column = column(name);
        if (!rows.columns().get(column).type().isNumeric()) {
            throw new RatchetException(this + " has texts in column '" + name + "', where numbers belong.");
        }
        double[] values = new double[rows.rowCount()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows.number(row, column);
        }
        return values;
    }

    int[] whole(String name) {
        double[] numbers = numbers(name);
        int[] values = new int[numbers.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = (int) numbers[row];
            if (values[row] != numbers[row]) {
                throw new RatchetException(this + " has " + numbers[row] + " in row " + row + " of column '" + name
                        + "', where the number of a class belongs.");
            }
        }
        return values;
    }

    List<String> texts(String name) {
        int column = column(name);
        List<String> values = new ArrayList<>(rows.rowCount());
        for (int row = 0; row < rows.rowCount(); row++) {
            @Nullable String text = rows.text(row, column);
            if (text == null) {
                throw new RatchetException(this + " has no value in row " + row + " of column '" + name + "'.");
            }
            values.add(text);
        }
        return values;
    }

    private int column(String name) {
        int column = rows.indexOf(name);
        if (column < 0) {
            throw new RatchetException(this + " has no column '" + name + "', so it is no file of kept predictions: "
                    + rows.columns().stream().map(Column::name).toList() + ".");
        }
        return column;
    }

    @Override
    public String toString() {
        return "'" + file + "'";
    }
}
