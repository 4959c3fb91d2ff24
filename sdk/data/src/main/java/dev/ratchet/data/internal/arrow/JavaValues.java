/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.data.internal.arrow;

import dev.ratchet.data.DataType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Java objects as the values of a column, exactly or not at all. */
public final class JavaValues {

    private static final long NANOS_PER_MICRO = 1_000;

    /**
     * A value in the form that its vector takes.
     *
     * @param object a {@code Long}, {@code Double}, {@code BigDecimal}, {@code String}, {@code byte[]} or {@code List}
     */
    record Exact(Object object) {

        long whole() {
            return (Long) object;
        }

        double number() {
            return (Double) object;
        }

        BigDecimal decimal() {
            return (BigDecimal) object;
        }

        String text() {
            return (String) object;
        }
    }

    private JavaValues() {}

    static Exact exact(DataType type, Object value) {
        try {
            return new Exact(convert(type, value));
        } catch (ArithmeticException | ClassCastException | NumberFormatException e) {
            // Of numbers the class says nothing to whoever wrote the file.
            String kind = value instanceof Number ? "" : " (" + value.getClass().getSimpleName() + ")";
            throw new IllegalArgumentException("'" + value + "'" + kind + " is not a value of type " + type, e);
        }
    }

    private static Object convert(DataType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? 1L : 0L;
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> whole(type, value);
            case FLOAT32 -> (double) ((Number) value).floatValue();
            case FLOAT64 -> ((Number) value).doubleValue();
            case DECIMAL -> decimal(type, value);
            // A day that Arrow's 32 bits cannot hold, such as PostgreSQL's infinity, is refused.
            case DATE -> (long) Math.toIntExact(((LocalDate) value).toEpochDay());
            case TIME -> ((LocalTime) value).toNanoOfDay() / NANOS_PER_MICRO;
            case TIMESTAMP -> micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
            case TIMESTAMP_UTC -> micros(instant(value));
            case STRING, CATEGORICAL -> String.valueOf(value);
            case BINARY -> (byte[]) value;
            case LIST -> (List<?>) value;
        };
    }

    private static long whole(DataType type, Object value) {
        BigInteger whole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
                        ? BigInteger.valueOf(((Number) value).longValue())
                        : new BigDecimal(String.valueOf((Number) value)).toBigIntegerExact();
        if (!IntegerRange.of(type).contains(whole)) {
            throw new ArithmeticException();
        }
        return whole.longValue();
    }

    private static BigDecimal decimal(DataType type, Object value) {
        BigDecimal decimal = value instanceof BigDecimal given ? given : new BigDecimal(String.valueOf((Number) value));
        BigDecimal scaled = decimal.setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return scaled;
    }

    private static Instant instant(Object value) {
        if (value instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        return value instanceof ZonedDateTime zoned ? zoned.toInstant() : (Instant) value;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
