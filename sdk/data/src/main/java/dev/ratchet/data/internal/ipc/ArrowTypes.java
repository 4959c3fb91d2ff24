/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.ipc;

import dev.ratchet.data.DataType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;
import java.util.Optional;

/** Arrow's types and ours. */
final class ArrowTypes {

    private static final int OUR_DECIMAL_BITS = 128;

    private ArrowTypes() {}

    /** The type that holds all values of a field; empty where there is none. */
    static Optional<DataType> of(Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Int whole) {
            return Optional.of(whole(whole));
        } else if (type instanceof ArrowType.FloatingPoint number) {
            return Optional.of(
                    number.getPrecision() == FloatingPointPrecision.DOUBLE ? DataType.FLOAT64 : DataType.FLOAT32);
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimal(decimal.getPrecision(), decimal.getScale());
        } else if (type instanceof ArrowType.Timestamp time) {
            return Optional.of(time.getTimezone() == null ? DataType.TIMESTAMP : DataType.TIMESTAMP_UTC);
        }
        return switch (type.getTypeID()) {
            case Bool -> Optional.of(DataType.BOOLEAN);
            case Date -> Optional.of(DataType.DATE);
            case Time -> Optional.of(DataType.TIME);
            case Utf8, LargeUtf8, Utf8View, Null -> Optional.of(DataType.STRING);
            case Binary, LargeBinary, FixedSizeBinary, BinaryView -> Optional.of(DataType.BINARY);
            case List, LargeList, FixedSizeList -> element(field.getChildren());
            default -> Optional.empty();
        };
    }

    static boolean isList(Field field) {
        return switch (field.getType().getTypeID()) {
            case List, LargeList, FixedSizeList -> true;
            default -> false;
        };
    }

    private static Optional<DataType> element(List<Field> children) {
        return children.get(0).getDictionary() != null
                ? Optional.empty()
                : of(children.get(0)).map(DataType::listOf);
    }

    private static DataType whole(ArrowType.Int type) {
        return switch (type.getBitWidth()) {
            case Byte.SIZE -> type.getIsSigned() ? DataType.INT8 : DataType.UINT8;
            case Short.SIZE -> type.getIsSigned() ? DataType.INT16 : DataType.UINT16;
            case Integer.SIZE -> type.getIsSigned() ? DataType.INT32 : DataType.UINT32;
            default -> type.getIsSigned() ? DataType.INT64 : DataType.UINT64;
        };
    }

    private static Optional<DataType> decimal(int precision, int scale) {
        boolean fits = precision >= 1 && precision <= DataType.MAX_PRECISION && scale >= 0 && scale <= precision;
        return fits ? Optional.of(DataType.decimal(precision, scale)) : Optional.empty();
    }

    /** Whether a field's memory is laid out as in our own vectors. */
    static boolean isOurs(Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.FloatingPoint number) {
            return number.getPrecision() != FloatingPointPrecision.HALF;
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimal.getBitWidth() == OUR_DECIMAL_BITS;
        } else if (type instanceof ArrowType.Timestamp time) {
            return time.getUnit() == TimeUnit.MICROSECOND;
        } else if (type instanceof ArrowType.Time time) {
            return time.getUnit() == TimeUnit.MICROSECOND;
        } else if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY;
        }
        return switch (type.getTypeID()) {
            case Bool, Int, Utf8, Binary -> true;
            case List -> isOurs(field.getChildren().get(0));
            default -> false;
        };
    }
}
