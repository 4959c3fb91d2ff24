/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data;

import dev.ratchet.model.ColumnType;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a table's column. Every column may have missing values, which are neither NaN nor empty texts. Immutable.
 */
public final class DataType {

    /** What kinds of values there are. */
    public enum Kind {
        /** True or false. */
        BOOLEAN,
        /** 8-bit whole number. */
        INT8,
        /** 16-bit whole number. */
        INT16,
        /** 32-bit whole number. */
        INT32,
        /** 64-bit whole number. */
        INT64,
        /** 8-bit whole number without sign. */
        UINT8,
        /** 16-bit whole number without sign. */
        UINT16,
        /** 32-bit whole number without sign. */
        UINT32,
        /** 64-bit whole number without sign. */
        UINT64,
        /** 32-bit floating point. */
        FLOAT32,
        /** 64-bit floating point. */
        FLOAT64,
        /** Decimal number with fixed precision and scale. */
        DECIMAL,
        /** A day. */
        DATE,
        /** A time of day in microseconds. */
        TIME,
        /** Date and time in microseconds, of no zone. */
        TIMESTAMP,
        /** A point in time in microseconds. */
        TIMESTAMP_UTC,
        /** Text. */
        STRING,
        /** Text with few different values, kept as a dictionary and codes. */
        CATEGORICAL,
        /** Bytes. */
        BINARY,
        /** A list of values of one type. */
        LIST
    }

    /** True or false. */
    public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN);
    /** 8-bit whole number. */
    public static final DataType INT8 = new DataType(Kind.INT8);
    /** 16-bit whole number. */
    public static final DataType INT16 = new DataType(Kind.INT16);
    /** 32-bit whole number. */
    public static final DataType INT32 = new DataType(Kind.INT32);
    /** 64-bit whole number. */
    public static final DataType INT64 = new DataType(Kind.INT64);
    /** 8-bit whole number without sign. */
    public static final DataType UINT8 = new DataType(Kind.UINT8);
    /** 16-bit whole number without sign. */
    public static final DataType UINT16 = new DataType(Kind.UINT16);
    /** 32-bit whole number without sign. */
    public static final DataType UINT32 = new DataType(Kind.UINT32);
    /** 64-bit whole number without sign. */
    public static final DataType UINT64 = new DataType(Kind.UINT64);
    /** 32-bit floating point. */
    public static final DataType FLOAT32 = new DataType(Kind.FLOAT32);
    /** 64-bit floating point. */
    public static final DataType FLOAT64 = new DataType(Kind.FLOAT64);
    /** A day. */
    public static final DataType DATE = new DataType(Kind.DATE);
    /** A time of day in microseconds. */
    public static final DataType TIME = new DataType(Kind.TIME);
    /** Date and time in microseconds, of no zone. */
    public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP);
    /** A point in time in microseconds. */
    public static final DataType TIMESTAMP_UTC = new DataType(Kind.TIMESTAMP_UTC);
    /** Text. */
    public static final DataType STRING = new DataType(Kind.STRING);
    /** Text with few different values, kept as a dictionary and codes. */
    public static final DataType CATEGORICAL = new DataType(Kind.CATEGORICAL);
    /** Bytes. */
    public static final DataType BINARY = new DataType(Kind.BINARY);

    /** The largest precision of a decimal. */
    public static final int MAX_PRECISION = 38;

    private static final Pattern DECIMAL_TEXT = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");
    private static final Pattern LIST_TEXT = Pattern.compile("list<(.+)>");

    private final Kind kind;
    private final int precision;
    private final int scale;
    private final @Nullable DataType element;

    private DataType(Kind kind) {
        this(kind, 0, 0, null);
    }

    private DataType(Kind kind, int precision, int scale, @Nullable DataType element) {
        this.kind = kind;
        this.precision = precision;
        this.scale = scale;
        this.element = element;
    }

    /**
     * A decimal number.
     *
     * @param precision how many digits, 1 to 38
     * @param scale how many of them are behind the point, 0 to {@code precision}
     */
    public static DataType decimal(int precision, int scale) {
        if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("decimal(" + precision + "," + scale + ") is not possible: the precision"
                    + " is 1 to " + MAX_PRECISION + ", the scale 0 to the precision.");
        }
        return new DataType(Kind.DECIMAL, precision, scale, null);
    }

    /** A list of values of one type, which is not itself categorical. */
    public static DataType listOf(DataType element) {
        if (element.kind == Kind.CATEGORICAL) {
            throw new IllegalArgumentException("A list of categorical values is not possible; take a list of string.");
        }
        return new DataType(Kind.LIST, 0, 0, element);
    }

    /** Which kind. */
    public Kind kind() {
        return kind;
    }

    /** The precision of a decimal, else 0. */
    public int precision() {
        return precision;
    }

    /** The scale of a decimal, else 0. */
    public int scale() {
        return scale;
    }

    /**
     * The type of a list's elements.
     *
     * @throws IllegalStateException when this is no list
     */
    public DataType element() {
        if (element == null) {
            throw new IllegalStateException(text() + " has no elements.");
        }
        return element;
    }

    /** Whether the values are whole numbers. */
    public boolean isInteger() {
        return switch (kind) {
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> true;
            default -> false;
        };
    }

    /** Whether the values are numbers; booleans count as 0 and 1. */
    public boolean isNumeric() {
        return columnType().isNumeric();
    }

    /** Whether the values are texts. */
    public boolean isText() {
        return kind == Kind.STRING || kind == Kind.CATEGORICAL;
    }

    /** The closest of MLflow's types: decimals are doubles there; lists, which models do not take, binary. */
    public ColumnType columnType() {
        return switch (kind) {
            case BOOLEAN -> ColumnType.BOOLEAN;
            case INT8, INT16, INT32, UINT8, UINT16 -> ColumnType.INTEGER;
            case INT64, UINT32, UINT64 -> ColumnType.LONG;
            case FLOAT32 -> ColumnType.FLOAT;
            case FLOAT64, DECIMAL -> ColumnType.DOUBLE;
            case DATE, TIMESTAMP, TIMESTAMP_UTC -> ColumnType.DATETIME;
            case TIME, STRING, CATEGORICAL -> ColumnType.STRING;
            case BINARY, LIST -> ColumnType.BINARY;
        };
    }

    /** The name in schema files: {@code int32}, {@code decimal(10,2)}, {@code list<float64>}, ... */
    public String text() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case LIST -> "list<" + element().text() + ">";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * The type of a name.
     *
     * @throws IllegalArgumentException when there is none, with all names
     */
    public static DataType parse(String text) {
        Matcher decimal = DECIMAL_TEXT.matcher(text);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        Matcher list = LIST_TEXT.matcher(text);
        if (list.matches()) {
            return listOf(parse(list.group(1)));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.DECIMAL && kind != Kind.LIST && kind.name().equalsIgnoreCase(text)) {
                return new DataType(kind);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no type of a column. Types are boolean, int8, int16, int32,"
                        + " int64, uint8, uint16, uint32, uint64, float32, float64, decimal(precision,scale), date, time,"
                        + " timestamp, timestamp_utc, string, categorical, binary and list<type>.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataType type
                && kind == type.kind
                && precision == type.precision
                && scale == type.scale
                && Objects.equals(element, type.element);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, precision, scale, element);
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }
}
