/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.TransferPair;

import java.util.List;

/** Arrow's vectors for our types. */
public final class Vectors {

    private static final int DECIMAL_BITS = 128;
    private static final String UTC = "UTC";

    private Vectors() {}

    /** An empty vector for values of a type; for a categorical column, one of texts. */
    public static FieldVector create(DataType type, BufferAllocator allocator) {
        return field("values", type).createVector(allocator);
    }

    /** Arrow's field of a column; a categorical one is text. */
    public static Field field(String name, DataType type) {
        List<Field> children = type.kind() == DataType.Kind.LIST ? List.of(field("item", type.element())) : List.of();
        return new Field(name, FieldType.nullable(arrow(type)), children);
    }

    private static ArrowType arrow(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INT8 -> new ArrowType.Int(Byte.SIZE, true);
            case INT16 -> new ArrowType.Int(Short.SIZE, true);
            case INT32 -> new ArrowType.Int(Integer.SIZE, true);
            case INT64 -> new ArrowType.Int(Long.SIZE, true);
            case UINT8 -> new ArrowType.Int(Byte.SIZE, false);
            case UINT16 -> new ArrowType.Int(Short.SIZE, false);
            case UINT32 -> new ArrowType.Int(Integer.SIZE, false);
            case UINT64 -> new ArrowType.Int(Long.SIZE, false);
            case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case TIMESTAMP_UTC -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, UTC);
            case STRING, CATEGORICAL -> ArrowType.Utf8.INSTANCE;
            case BINARY -> ArrowType.Binary.INSTANCE;
            case LIST -> ArrowType.List.INSTANCE;
        };
    }

    /** The same memory under a new vector; the old one is left empty. */
    public static FieldVector move(FieldVector vector, BufferAllocator allocator) {
        TransferPair pair = vector.getTransferPair(allocator);
        pair.transfer();
        return (FieldVector) pair.getTo();
    }

    static FieldVector slice(FieldVector vector, int from, int length) {
        TransferPair pair = vector.getTransferPair(vector.getAllocator());
        pair.splitAndTransfer(from, length);
        return (FieldVector) pair.getTo();
    }
}
