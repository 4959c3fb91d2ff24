/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.arrow.IntegerRange;
import dev.ratchet.data.internal.values.IsoSeconds;
import dev.ratchet.data.internal.values.LooseValues;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How the cells of a column are asked for and how they become those of a table's column.
 *
 * @param how the kind of question
 * @param getter asks for a cell as an object; not used for whole numbers, numbers and times
 * @param adding adds an object to the column, or refuses it by an {@code IllegalArgumentException}; not used for those
 *     either
 * @param range what the table's column holds, where it holds whole numbers
 */
record Column(
        How how,
        Getter getter,
        BiConsumer<@Nullable Object, ColumnWriter> adding,
        @Nullable IntegerRange range) {

    /** What stands for bytes that are no UTF-8. */
    private static final char NO_CHARACTER = '\uFFFD';

    /** The questions that need no object, or are asked most. */
    enum How {
        WHOLE,
        NUMBER,
        TIME,
        TEXT,
        CHECKED_TEXT,
        OTHER
    }

    /** A cell of the row that a result stands on, as an object. */
    interface Getter {

        @Nullable
        Object get(ResultSet rows) throws SQLException;
    }

    /**
     * A column whose values the database has as one type and the table as another.
     *
     * @param position JDBC's position, from 1
     */
    static Column of(int position, DataType from, DataType to) {
        Getter getter = getter(position, from);
        if (from.equals(to) && from.isInteger() && from.kind() != DataType.Kind.UINT64) {
            return new Column(How.WHOLE, getter, values(to), IntegerRange.of(to));
        } else if (from.equals(to) && from.kind() == DataType.Kind.FLOAT64) {
            return new Column(How.NUMBER, getter, values(to), null);
        } else if (from.isText() && to.isText()) {
            return new Column(How.TEXT, getter, values(to), null);
        }
        boolean times = from.equals(to) && from.kind() == DataType.Kind.TIMESTAMP_UTC;
        return new Column(times ? How.TIME : How.OTHER, getter, converting(to), null);
    }

    private static BiConsumer<@Nullable Object, ColumnWriter> converting(DataType to) {
        return (value, writer) -> writer.add(value == null ? null : LooseValues.convert(to, value));
    }

    /** A column whose values say themselves what they are. */
    static Column ofValues(int position, DataType to) {
        return new Column(How.OTHER, rows -> rows.getObject(position), values(to), null);
    }

    /**
     * A column of SQLite that was declared for texts, where SQLite keeps no numbers: asking for the text saves asking
     * for the type of each value.
     */
    static Column ofTexts(int position, DataType to) {
        return new Column(to.isText() ? How.CHECKED_TEXT : How.OTHER, rows -> textAt(rows, position), values(to), null);
    }

    /** Bytes can be there nevertheless, and SQLite gives them as if they were a text. */
    static @Nullable String textAt(ResultSet rows, int position) throws SQLException {
        String text = rows.getString(position);
        if (text != null && text.indexOf(NO_CHARACTER) >= 0) {
            byte[] bytes = rows.getBytes(position);
            if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
                throw new IllegalArgumentException("bytes are not a value of type string");
            }
        }
        return text;
    }

    /** Adds values that say themselves what they are to a column. */
    static BiConsumer<@Nullable Object, ColumnWriter> values(DataType to) {
        IntegerRange range = to.isInteger() ? IntegerRange.of(to) : null;
        boolean numbers = to.kind() == DataType.Kind.FLOAT64;
        boolean times = to.kind() == DataType.Kind.TIMESTAMP_UTC;
        return (value, writer) -> {
            if (value == null) {
                writer.addMissing();
            } else if (range != null && (value instanceof Integer || value instanceof Long)) {
                writer.addWhole(((Number) value).longValue(), range);
            } else if (numbers && value instanceof Double number) {
                writer.addNumber(number);
            } else if (value instanceof String text && to.isText()) {
                writer.addText(text);
            } else if (times && value instanceof String text && IsoSeconds.of(text) != IsoSeconds.NONE) {
                writer.addTime(IsoSeconds.of(text), 0);
            } else {
                writer.add(LooseValues.convert(to, value));
            }
        };
    }

    private static Getter getter(int position, DataType from) {
        return switch (from.kind()) {
            case BOOLEAN -> rows -> orNull(rows, rows.getBoolean(position));
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> rows -> orNull(rows, rows.getLong(position));
            case UINT64 -> rows -> rows.getObject(position);
            case FLOAT32 -> rows -> orNull(rows, rows.getFloat(position));
            case FLOAT64 -> rows -> orNull(rows, rows.getDouble(position));
            case DECIMAL -> rows -> rows.getBigDecimal(position);
            case DATE -> rows -> rows.getObject(position, LocalDate.class);
            case TIME -> rows -> rows.getObject(position, LocalTime.class);
            case TIMESTAMP -> rows -> rows.getObject(position, LocalDateTime.class);
            case TIMESTAMP_UTC -> rows -> rows.getObject(position, OffsetDateTime.class);
            case STRING, CATEGORICAL -> rows -> rows.getString(position);
            case BINARY -> rows -> rows.getBytes(position);
            case LIST -> rows -> list(rows.getArray(position));
        };
    }

    private static @Nullable Object orNull(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Object list(@Nullable Array array) throws SQLException {
        return array == null ? null : list(array.getArray());
    }

    private static Object list(Object array) throws SQLException {
        int length = java.lang.reflect.Array.getLength(array);
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Object item = java.lang.reflect.Array.get(array, i);
            list.add(
                    item instanceof Array inner
                            ? list(inner.getArray())
                            : item != null && item.getClass().isArray() && !(item instanceof byte[])
                                    ? list(item)
                                    : item);
        }
        return list;
    }
}
