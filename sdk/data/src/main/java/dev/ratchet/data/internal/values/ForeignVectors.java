/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.values;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.arrow.IntegerRange;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Columns of layouts other than ours, cell by cell. */
public final class ForeignVectors {

    private ForeignVectors() {}

    /**
     * Copies a column.
     *
     * @throws RefusedCell when our type cannot hold a value
     */
    public static Chunk copy(DataType type, FieldVector vector) {
        boolean whole = type.isInteger() && vector instanceof BaseIntVector && !(vector instanceof UInt8Vector);
        IntegerRange range = whole ? IntegerRange.of(type) : null;
        boolean single = type.kind() == DataType.Kind.FLOAT32 && vector instanceof Float8Vector;
        try (ColumnWriter writer = new ColumnWriter(type, ArrowMemory.allocator())) {
            for (int row = 0; row < vector.getValueCount(); row++) {
                try {
                    if (vector.isNull(row)) {
                        writer.add(null);
                    } else if (range != null) {
                        writer.addWhole(((BaseIntVector) vector).getValueAsLong(row), range);
                    } else if (single) {
                        writer.addNumber(single(((Float8Vector) vector).get(row)));
                    } else {
                        writer.add(LooseValues.convert(type, value(vector, row)));
                    }
                } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                    throw new RefusedCell(row, e);
                }
            }
            return writer.finish();
        }
    }

    private static double single(double value) {
        if (Double.isFinite(value) && Float.isInfinite((float) value)) {
            throw new IllegalArgumentException("'" + value + "' is larger than " + DataType.FLOAT32 + " can hold");
        }
        return value;
    }

    /** Copies a column of codes as a categorical one. */
    public static Chunk decode(FieldVector codes, FieldVector dictionary) {
        @Nullable String[] texts = new String[dictionary.getValueCount()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = dictionary.isNull(i) ? null : String.valueOf(value(dictionary, i));
        }
        BaseIntVector positions = (BaseIntVector) codes;
        try (ColumnWriter writer = new ColumnWriter(DataType.CATEGORICAL, ArrowMemory.allocator())) {
            for (int row = 0; row < codes.getValueCount(); row++) {
                writer.add(codes.isNull(row) ? null : texts[(int) positions.getValueAsLong(row)]);
            }
            return writer.finish();
        }
    }

    private static Object value(FieldVector vector, int row) {
        if (vector instanceof BaseListVector lists) {
            return list(lists, row);
        }
        Object found = time(vector, row);
        if (found == null) {
            found = unsigned(vector, row);
        }
        if (found == null && vector instanceof Float2Vector halves) {
            found = halves.getValueAsFloat(row);
        }
        Object value = found == null ? vector.getObject(row) : found;
        return value instanceof Text text ? text(text) : value;
    }

    /** Arrow itself would put a mark in place of what is no UTF-8. */
    private static String text(Text text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(), 0, (int) text.getLength()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text is not UTF-8", e);
        }
    }

    private static Object list(BaseListVector lists, int row) {
        FieldVector items = lists.getChildrenFromFields().get(0);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = lists.getElementStartIndex(row); i < lists.getElementEndIndex(row); i++) {
            values.add(items.isNull(i) ? null : value(items, i));
        }
        return values;
    }

    private static @Nullable Object time(FieldVector vector, int row) {
        if (vector instanceof TimeStampVector times) {
            ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
            Instant instant = Instant.EPOCH.plus(times.get(row), unit(type.getUnit()));
            return type.getTimezone() != null ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        } else if (vector instanceof TimeSecVector times) {
            return LocalTime.ofSecondOfDay(times.get(row));
        } else if (vector instanceof TimeMilliVector times) {
            return LocalTime.ofNanoOfDay(Duration.ofMillis(times.get(row)).toNanos());
        } else if (vector instanceof TimeMicroVector times) {
            return LocalTime.ofNanoOfDay(
                    Duration.of(times.get(row), ChronoUnit.MICROS).toNanos());
        } else if (vector instanceof TimeNanoVector times) {
            return LocalTime.ofNanoOfDay(times.get(row));
        } else if (vector instanceof DateDayVector days) {
            return LocalDate.ofEpochDay(days.get(row));
        } else if (vector instanceof DateMilliVector days) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(days.get(row)), ZoneOffset.UTC);
        }
        return null;
    }

    /** Arrow gives them as signed numbers. */
    private static @Nullable Object unsigned(FieldVector vector, int row) {
        if (vector instanceof UInt1Vector bytes) {
            return Byte.toUnsignedLong(bytes.get(row));
        } else if (vector instanceof UInt2Vector chars) {
            return (long) chars.get(row);
        } else if (vector instanceof UInt4Vector ints) {
            return Integer.toUnsignedLong(ints.get(row));
        } else if (vector instanceof UInt8Vector longs) {
            return new BigInteger(Long.toUnsignedString(longs.get(row)));
        }
        return null;
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }

    /** A value that our type cannot hold. */
    public static final class RefusedCell extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int row;

        RefusedCell(int row, RuntimeException reason) {
            super(reason.getMessage(), reason);
            this.row = row;
        }

        /** Its row in the batch, from 0. */
        public int row() {
            return row;
        }
    }
}
