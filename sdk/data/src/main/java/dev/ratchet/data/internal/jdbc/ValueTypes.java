/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.RatchetException;
import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.values.LooseValues;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the type of a column of SQLite, where a column may be declared as one thing and hold another: the declared one
 * if the first rows' values are of it, else the one that these values have.
 */
final class ValueTypes {

    private ValueTypes() {}

    /**
     * The type of a column.
     *
     * @param values the column in the first rows
     * @throws RatchetException when the values are of several types
     */
    static DataType find(ResultSetMetaData columns, int column, List<@Nullable Object> values) throws SQLException {
        List<DataType> declared = declared(columns, column);
        for (DataType type : declared) {
            if (values.stream().allMatch(value -> value == null || fits(type, value))) {
                return type;
            }
        }
        Map<DataType, Integer> kinds = new LinkedHashMap<>();
        for (int row = 0; row < values.size(); row++) {
            Object value = values.get(row);
            if (value != null) {
                kinds.putIfAbsent(kind(value), row + 1);
            }
        }
        if (kinds.isEmpty()) {
            return DataType.STRING;
        }
        if (kinds.size() == 1) {
            return kinds.keySet().iterator().next();
        }
        boolean numbers = kinds.keySet().stream().allMatch(DataType::isNumeric);
        if (numbers && values.stream().allMatch(value -> value == null || fits(DataType.FLOAT64, value))) {
            return DataType.FLOAT64;
        }
        throw new RatchetException("column '" + columns.getColumnLabel(column) + "' holds values of several types ("
                + kinds.entrySet().stream()
                        .map(kind -> kind.getKey() + " in row " + kind.getValue())
                        .reduce((first, second) -> first + ", " + second)
                        .orElse("")
                + "). Declare one that holds all of them by JdbcOptions.builder().type(\""
                + columns.getColumnLabel(column) + "\", DataType.STRING), or cast the column in the query.");
    }

    /** Whether the column was declared for texts. */
    static boolean isDeclaredText(ResultSetMetaData columns, int column) throws SQLException {
        return declared(columns, column).contains(DataType.STRING);
    }

    private static boolean fits(DataType type, Object value) {
        // A text in a column of numbers would be read as a number, though SQLite compares and sorts it as a text.
        if (value instanceof String != (type.isText() || isTime(type)) || value instanceof byte[] != isBytes(type)) {
            return false;
        }
        try {
            LooseValues.convert(type, value);
            return type.kind() != DataType.Kind.TIMESTAMP || !isZoned(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isBytes(DataType type) {
        return type.kind() == DataType.Kind.BINARY;
    }

    private static boolean isTime(DataType type) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_UTC -> true;
            default -> false;
        };
    }

    private static boolean isZoned(Object value) {
        String text = String.valueOf(value);
        return text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > "yyyy-mm-".length();
    }

    private static DataType kind(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return DataType.INT64;
        } else if (value instanceof Number) {
            return DataType.FLOAT64;
        }
        return value instanceof byte[] ? DataType.BINARY : DataType.STRING;
    }

    /** What the column's declaration may mean, best first. */
    private static List<DataType> declared(ResultSetMetaData columns, int column) throws SQLException {
        String name = String.valueOf(columns.getColumnTypeName(column)).toUpperCase(Locale.ROOT);
        List<DataType> types = new ArrayList<>();
        if (name.contains("BOOL")) {
            types.add(DataType.BOOLEAN);
        } else if (name.contains("DATETIME") || name.contains("TIMESTAMP")) {
            types.add(DataType.TIMESTAMP);
            types.add(DataType.TIMESTAMP_UTC);
        } else if (name.contains("DATE")) {
            types.add(DataType.DATE);
        } else if (name.contains("INT")) {
            types.add(DataType.INT64);
        } else if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
            types.add(DataType.STRING);
        } else if (name.contains("BLOB")) {
            types.add(DataType.BINARY);
        } else if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
            types.add(DataType.FLOAT64);
        } else if (name.startsWith("DECIMAL") || name.startsWith("NUMERIC")) {
            int precision = columns.getPrecision(column);
            int scale = columns.getScale(column);
            if (precision >= 1 && precision <= DataType.MAX_PRECISION && scale >= 0 && scale <= precision) {
                types.add(DataType.decimal(precision, scale));
            }
        }
        return types;
    }
}
