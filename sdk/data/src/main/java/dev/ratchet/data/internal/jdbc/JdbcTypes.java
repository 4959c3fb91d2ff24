/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.jdbc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.duckdb.SqlTypes;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types of a query's columns. */
final class JdbcTypes {

    private static final Map<String, DataType> POSTGRES_ARRAYS = Map.ofEntries(
            Map.entry("_bool", DataType.BOOLEAN),
            Map.entry("_int2", DataType.INT16),
            Map.entry("_int4", DataType.INT32),
            Map.entry("_int8", DataType.INT64),
            Map.entry("_float4", DataType.FLOAT32),
            Map.entry("_float8", DataType.FLOAT64),
            Map.entry("_text", DataType.STRING),
            Map.entry("_varchar", DataType.STRING));
    private static final Map<String, DataType> STANDARD_ARRAYS = Map.of(
            "BOOLEAN ARRAY", DataType.BOOLEAN,
            "SMALLINT ARRAY", DataType.INT16,
            "INTEGER ARRAY", DataType.INT32,
            "BIGINT ARRAY", DataType.INT64,
            "REAL ARRAY", DataType.FLOAT32,
            "DOUBLE PRECISION ARRAY", DataType.FLOAT64,
            "CHARACTER VARYING ARRAY", DataType.STRING);

    private JdbcTypes() {}

    /** The type that holds all values of a column exactly; empty where there is none. */
    static Optional<DataType> of(Database database, ResultSetMetaData columns, int column) throws SQLException {
        String name = String.valueOf(columns.getColumnTypeName(column));
        if (database == Database.DUCKDB) {
            // The driver gives no values of this one.
            return name.equals("TIMESTAMPTZ_NS") ? Optional.empty() : SqlTypes.of(name);
        }
        boolean unsigned = name.toUpperCase(Locale.ROOT).contains("UNSIGNED");
        return switch (columns.getColumnType(column)) {
            case Types.BOOLEAN -> Optional.of(DataType.BOOLEAN);
            case Types.BIT -> Optional.of(isOneBit(columns, column) ? DataType.BOOLEAN : DataType.STRING);
            case Types.TINYINT -> Optional.of(unsigned ? DataType.UINT8 : DataType.INT8);
            case Types.SMALLINT -> Optional.of(unsigned ? DataType.UINT16 : DataType.INT16);
            case Types.INTEGER -> Optional.of(unsigned ? DataType.UINT32 : DataType.INT32);
            case Types.BIGINT -> Optional.of(unsigned ? DataType.UINT64 : DataType.INT64);
            case Types.REAL -> Optional.of(DataType.FLOAT32);
            case Types.FLOAT, Types.DOUBLE -> Optional.of(DataType.FLOAT64);
            case Types.NUMERIC, Types.DECIMAL -> decimal(columns.getPrecision(column), columns.getScale(column));
            case Types.DATE -> Optional.of(DataType.DATE);
            case Types.TIME -> Optional.of(name.equals("timetz") ? DataType.STRING : DataType.TIME);
            case Types.TIMESTAMP ->
                Optional.of(name.equals("timestamptz") ? DataType.TIMESTAMP_UTC : DataType.TIMESTAMP);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(DataType.TIMESTAMP_UTC);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                Optional.of(name.equals("UUID") ? DataType.STRING : DataType.BINARY);
            case Types.ARRAY -> array(name);
            default -> text(columns.getColumnType(column));
        };
    }

    private static boolean isOneBit(ResultSetMetaData columns, int column) throws SQLException {
        String name = columns.getColumnTypeName(column);
        return "bool".equals(name) || columns.getPrecision(column) <= 1;
    }

    private static Optional<DataType> decimal(int precision, int scale) {
        boolean fits = precision >= 1 && precision <= DataType.MAX_PRECISION && scale >= 0 && scale <= precision;
        return fits ? Optional.of(DataType.decimal(precision, scale)) : Optional.empty();
    }

    private static Optional<DataType> array(String name) {
        DataType postgres = POSTGRES_ARRAYS.get(name);
        int bracket = name.indexOf('(');
        // H2 writes CHARACTER VARYING(20) ARRAY.
        String plain = bracket < 0 ? name : name.substring(0, bracket) + name.substring(name.indexOf(')') + 1);
        DataType element = postgres != null ? postgres : STANDARD_ARRAYS.get(plain.toUpperCase(Locale.ROOT));
        return Optional.ofNullable(element).map(DataType::listOf);
    }

    private static Optional<DataType> text(int type) {
        return switch (type) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.SQLXML,
                    Types.TIME_WITH_TIMEZONE,
                    Types.OTHER,
                    Types.NULL -> Optional.of(DataType.STRING);
            default -> Optional.empty();
        };
    }
}
