/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.ipc;

import dev.ratchet.data.DataType;
import dev.ratchet.data.internal.arrow.ArrowMemory;
import dev.ratchet.data.internal.arrow.Chunk;
import dev.ratchet.data.internal.arrow.ColumnWriter;
import dev.ratchet.data.internal.values.LooseValues;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Columns of layouts other than ours, cell by cell. */
final class ForeignVectors {

    private ForeignVectors() {}

    /**
     * Copies a column.
     *
     * @throws RefusedCell when our type cannot hold a value
     */
    static Chunk copy(DataType type, FieldVector vector) {
        try (ColumnWriter writer = new ColumnWriter(type, ArrowMemory.allocator())) {
            for (int row = 0; row < vector.getValueCount(); row++) {
                try {
                    Object value = vector.isNull(row) ? null : value(vector, row);
                    writer.add(value == null ? null : LooseValues.convert(type, value));
                } catch (IllegalArgumentException e) {
                    throw new RefusedCell(row, e);
                }
            }
            return writer.finish();
        }
    }

    /** Copies a column of codes as a categorical one. */
    static Chunk decode(FieldVector codes, FieldVector dictionary) {
        @Nullable String[] texts = new String[dictionary.getValueCount()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = dictionary.isNull(i) ? null : String.valueOf(dictionary.getObject(i));
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
        if (vector instanceof TimeStampVector times) {
            ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
            Instant instant = Instant.EPOCH.plus(times.get(row), unit(type.getUnit()));
            return type.getTimezone() != null ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        } else if (vector instanceof TimeSecVector times) {
            return LocalTime.ofSecondOfDay(times.get(row));
        } else if (vector instanceof TimeMilliVector times) {
            return LocalTime.ofNanoOfDay(Duration.ofMillis(times.get(row)).toNanos());
        } else if (vector instanceof TimeNanoVector times) {
            return LocalTime.ofNanoOfDay(times.get(row));
        } else if (vector instanceof DateMilliVector days) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(days.get(row)), ZoneOffset.UTC);
        } else if (vector instanceof Float2Vector halves) {
            return halves.getValueAsFloat(row);
        }
        return plain(vector.getObject(row));
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(item == null ? null : plain(item));
            }
            return items;
        }
        return value instanceof Text text ? text.toString() : value;
    }

    /** A value that our type cannot hold. */
    static final class RefusedCell extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int row;

        RefusedCell(int row, IllegalArgumentException reason) {
            super(reason.getMessage(), reason);
            this.row = row;
        }

        /** Its row in the batch, from 0. */
        int row() {
            return row;
        }
    }
}
