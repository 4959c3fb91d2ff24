/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.arrow.IntegerRange;
import dev.ratchet.data.internal.values.LooseValues;
import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Takes one cell of the row that a result stands on. */
interface Column {

    /**
     * Adds the cell to the column.
     *
     * @throws IllegalArgumentException when the column's type cannot hold it exactly
     */
    void read(ResultSet rows, ColumnWriter writer) throws SQLException;

    /** A cell as an object. */
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
        if (from.equals(to) && from.isInteger() && from.kind() != DataType.Kind.UINT64) {
            IntegerRange range = IntegerRange.of(to);
            return (rows, writer) -> {
                long value = rows.getLong(position);
                if (rows.wasNull()) {
                    writer.addMissing();
                } else {
                    writer.addWhole(value, range);
                }
            };
        } else if (from.equals(to) && from.kind() == DataType.Kind.FLOAT64) {
            return (rows, writer) -> {
                double value = rows.getDouble(position);
                if (rows.wasNull()) {
                    writer.addMissing();
                } else {
                    writer.addNumber(value);
                }
            };
        } else if (from.isText() && to.isText()) {
            return (rows, writer) -> addText(rows.getString(position), writer);
        } else if (from.equals(to) && from.kind() == DataType.Kind.TIMESTAMP_UTC) {
            return (rows, writer) -> {
                OffsetDateTime value = rows.getObject(position, OffsetDateTime.class);
                if (value == null) {
                    writer.addMissing();
                } else {
                    writer.addTime(value.toEpochSecond(), value.getNano());
                }
            };
        }
        return converted(getter(position, from), to);
    }

    private static void addText(@Nullable String text, ColumnWriter writer) {
        if (text == null) {
            writer.addMissing();
        } else {
            writer.addText(text);
        }
    }

    /** A column whose values say themselves what they are. */
    static Column ofValues(int position, DataType to) {
        BiConsumer<@Nullable Object, ColumnWriter> writing = values(to);
        return (rows, writer) -> writing.accept(rows.getObject(position), writer);
    }

    /** Adds values that say themselves what they are to a column. */
    static BiConsumer<@Nullable Object, ColumnWriter> values(DataType to) {
        IntegerRange range = to.isInteger() ? IntegerRange.of(to) : null;
        boolean numbers = to.kind() == DataType.Kind.FLOAT64;
        return (value, writer) -> {
            if (value == null) {
                writer.addMissing();
            } else if (range != null && (value instanceof Integer || value instanceof Long)) {
                writer.addWhole(((Number) value).longValue(), range);
            } else if (numbers && value instanceof Double number) {
                writer.addNumber(number);
            } else if (value instanceof String text && to.isText()) {
                writer.addText(text);
            } else {
                writer.add(LooseValues.convert(to, value));
            }
        };
    }

    private static Column converted(Getter getter, DataType to) {
        return (rows, writer) -> {
            Object value = getter.get(rows);
            writer.add(value == null ? null : LooseValues.convert(to, value));
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
