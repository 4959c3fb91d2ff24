/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** Makes the readers of cells. Whole numbers are {@code Long}, {@code uint64} is {@code BigInteger}. */
final class CellReaders {

    private static final long NANOS_PER_MICRO = 1_000;

    private CellReaders() {}

    static Cells of(DataType type, FieldVector vector, @Nullable VarCharVector dictionary) {
        if (type.isInteger() && type.kind() != DataType.Kind.UINT64) {
            IntToLongFunction whole = whole(vector);
            return new Cells(vector, whole::applyAsLong, whole::applyAsLong);
        }
        return new Cells(vector, numbers(type, vector), values(type, vector, dictionary));
    }

    private static IntToLongFunction whole(FieldVector vector) {
        if (vector instanceof TinyIntVector tiny) {
            return tiny::get;
        } else if (vector instanceof SmallIntVector small) {
            return small::get;
        } else if (vector instanceof IntVector ints) {
            return ints::get;
        } else if (vector instanceof BigIntVector big) {
            return big::get;
        } else if (vector instanceof UInt1Vector bytes) {
            return row -> bytes.get(row) & 0xFFL;
        } else if (vector instanceof UInt2Vector chars) {
            return chars::get;
        } else if (vector instanceof UInt4Vector ints) {
            return row -> ints.get(row) & 0xFFFF_FFFFL;
        }
        throw new IllegalArgumentException("no whole numbers: " + vector.getField());
    }

    private static IntToDoubleFunction numbers(DataType type, FieldVector vector) {
        return switch (type.kind()) {
            case BOOLEAN -> ((BitVector) vector)::get;
            case UINT64 -> {
                UInt8Vector longs = (UInt8Vector) vector;
                yield row -> unsigned(longs.get(row));
            }
            case FLOAT32 -> ((Float4Vector) vector)::get;
            case FLOAT64 -> ((Float8Vector) vector)::get;
            case DECIMAL -> {
                DecimalVector decimals = (DecimalVector) vector;
                yield row -> decimals.getObject(row).doubleValue();
            }
            default ->
                row -> {
                    throw new IllegalArgumentException("the column holds " + type + ", not numbers");
                };
        };
    }

    private static double unsigned(long value) {
        // The lowest bit is kept in the half, so that the result is rounded once.
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    private static IntFunction<Object> values(DataType type, FieldVector vector, @Nullable VarCharVector dictionary) {
        return switch (type.kind()) {
            case BOOLEAN -> row -> ((BitVector) vector).get(row) != 0;
            case UINT64 -> row -> new BigInteger(Long.toUnsignedString(((UInt8Vector) vector).get(row)));
            case FLOAT32 -> row -> ((Float4Vector) vector).get(row);
            case FLOAT64 -> row -> ((Float8Vector) vector).get(row);
            case DECIMAL -> row -> ((DecimalVector) vector).getObject(row);
            case DATE -> row -> LocalDate.ofEpochDay(((DateDayVector) vector).get(row));
            case TIME -> row -> LocalTime.ofNanoOfDay(((TimeMicroVector) vector).get(row) * NANOS_PER_MICRO);
            case TIMESTAMP ->
                row -> LocalDateTime.ofInstant(instant(((TimeStampVector) vector).get(row)), ZoneOffset.UTC);
            case TIMESTAMP_UTC -> row -> instant(((TimeStampVector) vector).get(row));
            case STRING -> row -> text((VarCharVector) vector, row);
            case CATEGORICAL -> {
                VarCharVector texts = Objects.requireNonNull(dictionary);
                yield row -> text(texts, ((IntVector) vector).get(row));
            }
            case BINARY -> row -> ((VarBinaryVector) vector).get(row);
            case LIST -> lists(type, (ListVector) vector);
            default -> throw new IllegalArgumentException(type.text());
        };
    }

    private static IntFunction<Object> lists(DataType type, ListVector vector) {
        Cells elements = of(type.element(), vector.getDataVector(), null);
        return row -> {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
                list.add(elements.isMissing(i) ? null : elements.values().apply(i));
            }
            return Collections.unmodifiableList(list);
        };
    }

    private static String text(VarCharVector vector, int row) {
        return new String(vector.get(row), StandardCharsets.UTF_8);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
