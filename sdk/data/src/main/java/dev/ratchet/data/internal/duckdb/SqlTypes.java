/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.duckdb;

import dev.ratchet.data.DataType;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's types and ours. */
public final class SqlTypes {

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
    private static final String LIST = "[]";

    private static final Map<String, DataType> BY_NAME = Map.ofEntries(
            Map.entry("BOOLEAN", DataType.BOOLEAN),
            Map.entry("TINYINT", DataType.INT8),
            Map.entry("SMALLINT", DataType.INT16),
            Map.entry("INTEGER", DataType.INT32),
            Map.entry("BIGINT", DataType.INT64),
            Map.entry("UTINYINT", DataType.UINT8),
            Map.entry("USMALLINT", DataType.UINT16),
            Map.entry("UINTEGER", DataType.UINT32),
            Map.entry("UBIGINT", DataType.UINT64),
            Map.entry("HUGEINT", DataType.decimal(DataType.MAX_PRECISION, 0)),
            Map.entry("FLOAT", DataType.FLOAT32),
            Map.entry("DOUBLE", DataType.FLOAT64),
            Map.entry("DATE", DataType.DATE),
            Map.entry("TIME", DataType.TIME),
            Map.entry("TIME_NS", DataType.TIME),
            Map.entry("TIMESTAMP", DataType.TIMESTAMP),
            Map.entry("TIMESTAMP_S", DataType.TIMESTAMP),
            Map.entry("TIMESTAMP_MS", DataType.TIMESTAMP),
            Map.entry("TIMESTAMP_NS", DataType.TIMESTAMP),
            Map.entry("TIMESTAMP WITH TIME ZONE", DataType.TIMESTAMP_UTC),
            Map.entry("TIMESTAMPTZ_NS", DataType.TIMESTAMP_UTC),
            Map.entry("VARCHAR", DataType.STRING),
            Map.entry("\"NULL\"", DataType.STRING),
            Map.entry("JSON", DataType.STRING),
            Map.entry("UUID", DataType.STRING),
            Map.entry("BLOB", DataType.BINARY));

    private SqlTypes() {}

    /** The type that DuckDB names so, empty where we have none. */
    public static Optional<DataType> of(String sql) {
        Matcher decimal = DECIMAL.matcher(sql);
        if (decimal.matches()) {
            return Optional.of(
                    DataType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
        }
        if (sql.startsWith("ENUM(")) {
            return Optional.of(DataType.CATEGORICAL);
        }
        return sql.endsWith(LIST)
                ? of(sql.substring(0, sql.length() - LIST.length())).map(DataType::listOf)
                : Optional.ofNullable(BY_NAME.get(sql));
    }

    /** The name of a type in SQL; categorical columns travel as text. */
    static String sql(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case UINT8 -> "UTINYINT";
            case UINT16 -> "USMALLINT";
            case UINT32 -> "UINTEGER";
            case UINT64 -> "UBIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP_UTC -> "TIMESTAMP WITH TIME ZONE";
            case STRING, CATEGORICAL -> "VARCHAR";
            case BINARY -> "BLOB";
            case LIST -> sql(type.element()) + LIST;
        };
    }
}
