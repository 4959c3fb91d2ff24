/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.BatchWriter;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.arrow.IntegerRange;
import dev.ratchet.data.internal.arrow.JoinedTexts;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The cells of some rows on their way from a result, which gives row after row, to columns: they are kept until there are
 * enough of them to be added column by column, which is faster than cell by cell. Used by one thread.
 */
final class Stretch {

    /** So few that the cells stay in the processor's cache. */
    static final int ROWS = 256;

    /** A cell that could not be read or added. */
    static final class RefusedCell extends Exception {

        private static final long serialVersionUID = 1L;

        private final int row;
        private final int column;
        private final transient Exception reason;

        RefusedCell(int row, int column, Exception reason) {
            super(reason);
            this.row = row;
            this.column = column;
            this.reason = reason;
        }

        /** Its row among those since the last {@link #add}. */
        int row() {
            return row;
        }

        int column() {
            return column;
        }

        Exception reason() {
            return reason;
        }
    }

    private final Column[] columns;
    private final Column.How[] questions;
    /** By column: whole numbers, the bits of numbers, and times in microseconds. */
    private final long[][] numbers;
    /** By column: whether the row's number is missing. */
    private final boolean[][] missing;
    /** By column: whether any of its numbers is missing. */
    private final boolean[] someMissing;
    /** By column: texts. */
    private final JoinedTexts[] texts;
    /** By column: everything else. */
    private final @Nullable Object[][] objects;

    private int rows;

    Stretch(List<Column> columns) {
        this.columns = columns.toArray(Column[]::new);
        this.questions = columns.stream().map(Column::how).toArray(Column.How[]::new);
        this.numbers = new long[columns.size()][];
        this.missing = new boolean[columns.size()][];
        this.someMissing = new boolean[columns.size()];
        this.texts = new JoinedTexts[columns.size()];
        this.objects = new Object[columns.size()][];
        for (int i = 0; i < questions.length; i++) {
            boolean number = questions[i] == Column.How.WHOLE
                    || questions[i] == Column.How.NUMBER
                    || questions[i] == Column.How.TIME;
            numbers[i] = new long[number ? ROWS : 0];
            missing[i] = new boolean[number ? ROWS : 0];
            boolean text = questions[i] == Column.How.TEXT || questions[i] == Column.How.CHECKED_TEXT;
            texts[i] = new JoinedTexts(text ? ROWS : 0);
            objects[i] = new Object[number || text ? 0 : ROWS];
        }
    }

    /** Reads the row that the result stands on; there must be room for it. */
    void read(ResultSet from) throws RefusedCell {
        int column = 0;
        try {
            for (; column < questions.length; column++) {
                read(from, column);
            }
        } catch (IllegalArgumentException | SQLException e) {
            throw new RefusedCell(rows, column, e);
        }
        rows++;
    }

    private void read(ResultSet from, int column) throws SQLException {
        switch (questions[column]) {
            case WHOLE -> set(column, from.getLong(column + 1), from.wasNull());
            case NUMBER -> set(column, Double.doubleToRawLongBits(from.getDouble(column + 1)), from.wasNull());
            case TIME -> setTime(column, from.getObject(column + 1, OffsetDateTime.class));
            case TEXT -> texts[column].add(from.getString(column + 1));
            case CHECKED_TEXT -> texts[column].add(Column.textAt(from, column + 1));
            case OTHER -> objects[column][rows] = columns[column].getter().get(from);
        }
    }

    /** Not every driver gives 0 for what is missing; DuckDB's gives NaN. */
    private void set(int column, long bits, boolean isMissing) {
        numbers[column][rows] = isMissing ? 0 : bits;
        if (isMissing) {
            missing[column][rows] = true;
            someMissing[column] = true;
        }
    }

    private void setTime(int column, @Nullable OffsetDateTime time) {
        long micros =
                time == null ? 0 : ColumnWriter.micros(time.toEpochSecond(), time.getNano(), DataType.TIMESTAMP_UTC);
        set(column, micros, time == null);
    }

    /** How many rows wait to be added. */
    int rows() {
        return rows;
    }

    boolean isFull() {
        return rows == ROWS;
    }

    /** Adds the rows to columns, and begins anew. The refused cell is the first one by rows. */
    void add(BatchWriter to) throws RefusedCell {
        RefusedCell refused = null;
        for (int i = 0; i < columns.length; i++) {
            try {
                add(i, to.column(i));
            } catch (RefusedCell e) {
                refused = refused == null || e.row() < refused.row() ? e : refused;
            }
        }
        rows = 0;
        if (refused != null) {
            throw refused;
        }
    }

    private void add(int column, ColumnWriter writer) throws RefusedCell {
        int row = 0;
        try {
            switch (questions[column]) {
                case WHOLE -> {
                    IntegerRange range = Objects.requireNonNull(columns[column].range());
                    row = range.firstOutside(numbers[column], rows);
                    if (row < rows) {
                        // It says why.
                        writer.addWhole(numbers[column][row], range);
                    }
                    addNumbers(column, writer);
                }
                case NUMBER, TIME -> addNumbers(column, writer);
                case TEXT, CHECKED_TEXT -> {
                    // Of a row that was refused there may be one more.
                    texts[column].truncate(rows);
                    writer.addAll(texts[column]);
                }
                case OTHER -> {
                    for (; row < rows; row++) {
                        columns[column].adding().accept(objects[column][row], writer);
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedCell(row, column, e);
        }
    }

    private void addNumbers(int column, ColumnWriter writer) {
        if (!someMissing[column]) {
            writer.addAll(numbers[column], null, rows);
            return;
        }
        writer.addAll(numbers[column], missing[column], rows);
        Arrays.fill(missing[column], false);
        someMissing[column] = false;
    }
}
