/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a model scores: named, typed columns, all of the same length. Implementations are immutable or not changed
 * while they are read; reading from several threads is allowed.
 */
public interface ModelInput {

    /** The number of rows; 0 is allowed. */
    int rowCount();

    /** The columns in order; names are unique. */
    List<Column> columns();

    /**
     * The value of a numeric or boolean column as a double; NaN where it is missing.
     *
     * @throws IllegalArgumentException when the column is not numeric
     */
    double number(int row, int column);

    /** The value of any column as text, null where it is missing. */
    @Nullable
    String text(int row, int column);

    /** The position of a column, or -1. */
    default int indexOf(String name) {
        List<Column> columns = columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
